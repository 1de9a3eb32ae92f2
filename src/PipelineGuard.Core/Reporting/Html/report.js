'use strict';
(() => {
  const page = 200;
  const ranks = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };
  const order = new Intl.Collator('en', { numeric: true }).compare;

  function start(section) {
    const rows = JSON.parse(document.getElementById(section.dataset.table).textContent);
    const texts = rows.map((row) => row.join('\n').toLowerCase());
    const body = section.querySelector('tbody');
    const more = section.querySelector('[data-more]');
    const count = section.querySelector('[data-count]');
    const search = section.querySelector('[data-search]');
    const filters = [...section.querySelectorAll('[data-filter]')];
    const columns = [...section.querySelectorAll('[data-sort]')].map((button) => Number(button.dataset.sort));
    let sorted = rows.map((_, at) => at), chosen = sorted, shown = 0;

    function choose() {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      chosen = sorted.filter((at) => words.every((word) => texts[at].includes(word)) && filters.every((filter) => !filter.value || rows[at][Number(filter.dataset.filter)] === filter.value));
      body.replaceChildren();
      shown = 0;
      show();
      count.textContent = chosen.length + ' of ' + rows.length;
    }

    function show(most = page) {
      const next = chosen.slice(shown, shown + most);
      body.append(...next.map((at) => line(rows[at])));
      shown += next.length;
      more.hidden = shown >= chosen.length;
    }

    function line(row) {
      const tr = document.createElement('tr');
      for (const column of columns) {
        const td = document.createElement('td');
        if (section.id === 'findings' && column === 1 && row[2]) {
          const link = document.createElement('a');
          link.href = row[2];
          link.rel = 'noopener noreferrer';
          link.textContent = row[1];
          td.append(link);
        } else td.textContent = row[column];
        if (section.id === 'findings' && column === 0) td.className = row[0];
        tr.append(td);
      }
      return tr;
    }

    function sort(button) {
      const heading = button.closest('th');
      const down = heading.getAttribute('aria-sort') === 'ascending';
      const column = Number(button.dataset.sort);
      for (const other of section.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const compare = section.id === 'findings' && column === 0
        ? (a, b) => ranks[rows[a][0]] - ranks[rows[b][0]]
        : (a, b) => order(rows[a][column], rows[b][column]);
      sorted = rows.map((_, at) => at).sort((a, b) => (down ? -1 : 1) * compare(a, b) || a - b);
      choose();
    }

    let waiting;
    search.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(choose, 80); });
    for (const filter of filters) filter.addEventListener('change', choose);
    for (const button of section.querySelectorAll('[data-sort]')) button.addEventListener('click', () => sort(button));
    more.addEventListener('click', () => show());
    addEventListener('beforeprint', () => show(5000));
    choose();
  }

  for (const section of document.querySelectorAll('[data-table]')) start(section);
})();
