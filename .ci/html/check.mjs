// Opens HTML reports in Debian's Chromium: filters, sorts, follows links, looks for errors, requests and axe-core's violations.
// Usage: node check.mjs REPORT.html...   The first is also shown with 10,000 findings; each must hold what its own data says.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })

async function open(file, colorScheme) {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const troubles = []
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) troubles.push(message.text()) })
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('dialog', (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss() })
  page.on('request', (request) => { if (!request.url().startsWith('file:')) troubles.push(`request: ${request.url()}`) })
  await page.goto(pathToFileURL(resolve(file)).href)
  return { page, context, troubles }
}

async function violations(page) {
  await page.evaluate(axe)
  const result = await page.evaluate(() => globalThis.axe.run())
  return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`)
}

const rowsOf = (page) => page.locator('#findings tbody tr').count()
const texts = (page, column) => page.locator(`#findings tbody tr td:nth-child(${column})`).allTextContents()

async function use(page, file) {
  const data = await page.evaluate(() => JSON.parse(document.getElementById('findings-data').textContent))
  assert.equal(await rowsOf(page), Math.min(200, data.length), `${file}: rows`)
  assert.match(await page.locator('#findings [data-count]').textContent(), new RegExp(`^${data.length} of ${data.length}$`))
  if (data.length > 0) {
    const severity = data[0][0]
    await page.locator('#findings [data-filter="0"]').selectOption(severity)
    const wanted = data.filter((row) => row[0] === severity)
    assert.equal(await rowsOf(page), Math.min(200, wanted.length), `${file}: filtered`)
    assert.ok((await texts(page, 1)).every((text) => text === severity))
    await page.locator('#findings [data-filter="0"]').selectOption('')
    const word = data[data.length - 1][1].toLowerCase()
    await page.locator('#findings [data-search]').fill(word)
    await page.waitForFunction(() => !/^(\d+) of \1$/.test(document.querySelector('#findings [data-count]').textContent) || document.querySelectorAll('#findings tbody tr').length < 2, null, { timeout: 5000 }).catch(() => {})
    assert.ok((await rowsOf(page)) >= 1)
    await page.locator('#findings [data-search]').fill('')
    await page.waitForFunction((all) => document.querySelector('#findings [data-count]').textContent.startsWith(all + ' of'), String(data.length))
    for (const direction of ['ascending', 'descending']) {
      await page.locator('#findings [data-sort="1"]').focus()
      await page.keyboard.press('Enter')
      assert.equal(await page.locator('#findings th:nth-child(2)').getAttribute('aria-sort'), direction)
      const shown = await texts(page, 2)
      const ordered = [...data.map((row) => row[1])].sort(new Intl.Collator('en', { numeric: true }).compare)
      assert.equal(shown[0], direction === 'ascending' ? ordered[0] : ordered[ordered.length - 1])
    }
  }
  for (const link of await page.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
    if (link.startsWith('#')) assert.equal(await page.locator(link).count(), 1, `${file}: ${link}`)
    else assert.match(link, /^https?:\/\//, `${file}: ${link}`)
  }
  await page.locator('nav a[href="#packages"]').click()
  assert.equal(await page.locator('b, img, iframe, object, embed, form, link, base').count(), 0, `${file}: elements that no report has`)
}

const files = process.argv.slice(2)
for (const file of files) {
  for (const scheme of ['light', 'dark']) {
    const { page, context, troubles } = await open(file, scheme)
    await use(page, file)
    const found = await violations(page)
    assert.deepEqual(found, [], `${file}, ${scheme}: axe`)
    assert.deepEqual(troubles, [], `${file}, ${scheme}`)
    await context.close()
  }
  console.log(`ok ${file}`)
}

// Ten thousand findings: the page holds 200 rows of them whatever is asked for. Times are told, not judged.
const text = readFileSync(files[0], 'utf8')
const [, before, json, after] = /^([\s\S]*id="findings-data">)([\s\S]*?)(<\/script>[\s\S]*)$/.exec(text)
const rows = JSON.parse(json)
const many = Array.from({ length: 10_000 }, (_, at) => rows[at % rows.length].map((cell, column) => (column === 3 ? `${cell} ${at}` : cell)))
const large = join(mkdtempSync(join(tmpdir(), 'report-')), 'large.html')
writeFileSync(large, before + JSON.stringify(many).replaceAll('<', '\\u003c') + after)
const { page, troubles } = await open(large, 'light')
const times = await page.evaluate(() => {
  const measure = (work) => { const start = performance.now(); work(); document.body.getBoundingClientRect(); return Math.round(performance.now() - start) }
  const select = document.querySelector('#findings [data-filter="0"]')
  return {
    filter: measure(() => { select.value = 'high'; select.dispatchEvent(new Event('change')) }),
    all: measure(() => { select.value = ''; select.dispatchEvent(new Event('change')) }),
    sort: measure(() => document.querySelector('#findings [data-sort="3"]').click()),
    more: measure(() => document.querySelector('#findings [data-more]').click()),
    rows: document.querySelectorAll('#findings tbody tr').length,
  }
})
assert.equal(times.rows, 400)
assert.deepEqual(troubles, [])
console.log(`10,000 findings: filter ${times.filter} ms, all ${times.all} ms, sort ${times.sort} ms, 200 more rows ${times.more} ms`)
await browser.close()
