using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace PipelineGuard.Benchmarks;

/// <summary>
/// Makes rpm databases of any size in the three kinds that rpm writes, laid out as rpm lays them out: headers of some 5,000 bytes, which
/// need overflow pages in SQLite and Berkeley DB.
/// </summary>
internal static class MadeRpmDatabase
{
    private const int PageSize = 4096;

    /// <summary>A database of one kind (<c>sqlite</c>, <c>ndb</c>, <c>bdb</c>) and the path where rpm keeps it.</summary>
    public static (string Path, byte[] Content) Of(string kind, int packages)
    {
        var headers = Enumerable.Range(0, packages).Select(Header);
        return kind switch
        {
            "sqlite" => ("var/lib/rpm/rpmdb.sqlite", Sqlite(headers)),
            "ndb" => ("usr/lib/sysimage/rpm/Packages.db", Ndb(headers, packages)),
            "bdb" => ("var/lib/rpm/Packages", Bdb(headers)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "rpm has no such database."),
        };
    }

    // An index of tags, then their data (rpm.org, "Header Format").
    private static byte[] Header(int number)
    {
        var (index, data, entries) = (new MemoryStream(), new MemoryStream(), 0);
        Texts(1000, 6, [Text($"package-{number}")]);
        Texts(1001, 6, [Text($"1.{number}")]);
        Texts(1002, 6, ["7.el9_4"]);
        Texts(1005, 9, [string.Concat(Enumerable.Repeat("A line of the description, as long as most of them are.\n", 12))]);
        Texts(1014, 6, ["MIT AND BSD-3-Clause"]);
        Texts(1022, 6, ["x86_64"]);
        Texts(1044, 6, [Text($"source-{number / 3}-1.{number}-7.el9_4.src.rpm")]);
        Texts(1047, 8, [Text($"package-{number}"), Text($"package-{number}(x86-64)"), .. Enumerable.Range(0, 10).Select(i => Text($"libpackage-{number}.so.{i}()(64bit)"))]);
        Texts(1049, 8, ["rpmlib(CompressedFileNames)", .. Enumerable.Range(0, 25).Select(i => Text($"libc.so.6(GLIBC_2.{i})(64bit)"))]);
        Add(1116, 4, 60, new byte[240]);
        Texts(1117, 8, Enumerable.Range(0, 60).Select(i => Text($"file-of-the-package-{i}.html")));
        Texts(1118, 8, [Text($"/usr/share/doc/package-{number}/")]);
        return [.. BigEndian(entries), .. BigEndian((int)data.Length), .. index.ToArray(), .. data.ToArray()];

        void Texts(int tag, int type, IEnumerable<string> texts) => Add(tag, type, texts.Count(), Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => text + '\0'))));

        void Add(int tag, int type, int count, byte[] value)
        {
            foreach (int field in (int[])[tag, type, (int)data.Length, count]) index.Write(BigEndian(field));
            data.Write(value);
            entries++;
        }
    }

    // sqlite.org, "Database File Format": a schema with one table, whose rows stand in leaves below two levels of inner pages.
    private static byte[] Sqlite(IEnumerable<byte[]> headers)
    {
        var pages = new Pages();
        var (schema, root, leaf) = (pages.New(), pages.New(), new SqlitePage(0x0d));
        var leaves = new List<(int Page, long LastRow)>();
        long row = 0;
        foreach (var header in headers)
        {
            byte[] cell = SqliteCell(pages, ++row, header);
            if (!leaf.TryAdd(cell))
            {
                leaves.Add((pages.Add(leaf.ToBytes()), row - 1));
                leaf = new(0x0d);
                leaf.TryAdd(cell);
            }
        }
        leaves.Add((pages.Add(leaf.ToBytes()), row));
        pages.Put(root, SqliteInner(leaves.Chunk(300).Select(below => (pages.Add(SqliteInner(below)), below[^1].LastRow)).ToArray()));

        const string Create = "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)";
        byte[] texts = [.. "tablePackagesPackages"u8, 2, .. Encoding.UTF8.GetBytes(Create)];
        byte[] record = [7, (5 * 2) + 13, (8 * 2) + 13, (8 * 2) + 13, 1, .. Varint((Create.Length * 2) + 13), .. texts];
        var first = new SqlitePage(0x0d, start: 100);
        first.TryAdd([.. Varint(record.Length), 1, .. record]);
        var page = first.ToBytes();
        "SQLite format 3\0"u8.CopyTo(page);
        BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(16), PageSize);
        pages.Put(schema, page);
        return pages.ToBytes();
    }

    private static byte[] SqliteCell(Pages pages, long row, byte[] header)
    {
        byte[] type = Varint((header.Length * 2L) + 12);
        byte[] payload = [(byte)(2 + type.Length), 0, .. type, .. header];
        int most = PageSize - 35, least = ((PageSize - 12) * 32 / 255) - 23, local = least + ((payload.Length - least) % (PageSize - 4));
        if (payload.Length <= most) return [.. Varint(payload.Length), .. Varint(row), .. payload];
        if (local > most) local = least;
        int next = 0;
        foreach (var piece in payload.Skip(local).Chunk(PageSize - 4).Reverse()) next = pages.Add([.. BigEndian(next), .. piece]);
        return [.. Varint(payload.Length), .. Varint(row), .. payload.AsSpan(0, local), .. BigEndian(next)];
    }

    private static byte[] SqliteInner((int Page, long LastRow)[] below)
    {
        var inner = new SqlitePage(0x05);
        foreach (var (page, lastRow) in below[..^1]) inner.TryAdd([.. BigEndian(page), .. Varint(lastRow)]);
        return inner.ToBytes(rightmost: below[^1].Page);
    }

    // rpm, lib/backend/ndb/rpmpkg.c: pages of slots, then the headers in blocks of 16 bytes.
    private static byte[] Ndb(IEnumerable<byte[]> headers, int count)
    {
        int slotPages = ((count + 2) / (PageSize / 16)) + 1, package = 0;
        using var slots = new MemoryStream();
        using var blobs = new MemoryStream();
        slots.Write([.. "RpmP"u8, .. LittleEndian(0), .. LittleEndian(1), .. LittleEndian(slotPages), .. LittleEndian(count + 1), .. new byte[12]]);
        foreach (var header in headers)
        {
            int block = ((slotPages * PageSize) + (int)blobs.Length) / 16, length = (16 + header.Length + 12 + 15) / 16;
            slots.Write([.. "Slot"u8, .. LittleEndian(++package), .. LittleEndian(block), .. LittleEndian(length)]);
            blobs.Write([.. "BlbS"u8, .. LittleEndian(package), .. LittleEndian(1), .. LittleEndian(header.Length), .. header]);
            blobs.Write(new byte[(length * 16) - 16 - header.Length]);
        }
        while (slots.Length < slotPages * PageSize) slots.Write([.. "Slot"u8, .. new byte[12]]);
        return [.. slots.ToArray(), .. blobs.ToArray()];
    }

    // Oracle, db-5.3, dbinc/db_page.h: a meta page, hash pages with keys and places of values, overflow pages with the values.
    private static byte[] Bdb(IEnumerable<byte[]> headers)
    {
        var pages = new Pages();
        pages.New();
        int package = 0;
        foreach (var group in headers.Chunk(150))
        {
            var page = new byte[PageSize];
            page[25] = 13;
            BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(20), (ushort)(2 * group.Length));
            int end = PageSize, item = 0;
            foreach (var header in group)
            {
                Put([1, .. LittleEndian(++package)]);
                Put([3, 0, 0, 0, .. LittleEndian(BdbOverflow(pages, header)), .. LittleEndian(header.Length)]);
            }
            pages.Add(page);

            void Put(byte[] bytes)
            {
                end -= bytes.Length;
                bytes.CopyTo(page, end);
                BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(26 + (2 * item++)), (ushort)end);
            }
        }
        var meta = new byte[PageSize];
        foreach (var (offset, value) in ((int, int)[])[(12, 0x061561), (16, 9), (20, PageSize), (32, pages.Count - 1)]) LittleEndian(value).CopyTo(meta, offset);
        meta[25] = 8;
        pages.Put(1, meta);
        return pages.ToBytes();
    }

    private static int BdbOverflow(Pages pages, byte[] value)
    {
        int next = 0;
        foreach (var piece in value.Chunk(PageSize - 26).Reverse())
        {
            var page = new byte[PageSize];
            LittleEndian(next).CopyTo(page, 16);
            BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(22), (ushort)piece.Length);
            page[25] = 7;
            piece.CopyTo(page, 26);
            next = pages.Add(page) - 1; // Berkeley DB counts pages from 0, SQLite from 1.
        }
        return next;
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] LittleEndian(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Varint(long value)
    {
        var bytes = new List<byte> { (byte)(value & 0x7f) };
        while ((value >>= 7) > 0) bytes.Insert(0, (byte)(value & 0x7f | 0x80));
        return [.. bytes];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A file of pages, numbered from 1.</summary>
    private sealed class Pages
    {
        private readonly List<byte[]> _pages = [];

        public int Count => _pages.Count;

        public int New() => Add([]);

        public int Add(byte[] page)
        {
            _pages.Add(page);
            return _pages.Count;
        }

        public void Put(int number, byte[] page) => _pages[number - 1] = page;

        public byte[] ToBytes()
        {
            var file = new byte[_pages.Count * PageSize];
            for (int i = 0; i < _pages.Count; i++) _pages[i].CopyTo(file, i * PageSize);
            return file;
        }
    }

    /// <summary>One page of a table's b-tree: cells grow from its end, places of cells from its front.</summary>
    private sealed class SqlitePage(byte kind, int start = 0)
    {
        private readonly int _head = start + (kind == 0x05 ? 12 : 8);
        private readonly byte[] _page = new byte[PageSize];
        private int _cells;
        private int _end = PageSize;

        public bool TryAdd(byte[] cell)
        {
            if (_end - cell.Length < _head + (2 * _cells) + 2) return false;
            _end -= cell.Length;
            cell.CopyTo(_page, _end);
            BinaryPrimitives.WriteUInt16BigEndian(_page.AsSpan(_head + (2 * _cells++)), (ushort)_end);
            return true;
        }

        public byte[] ToBytes(int rightmost = 0)
        {
            _page[start] = kind;
            BinaryPrimitives.WriteUInt16BigEndian(_page.AsSpan(start + 3), (ushort)_cells);
            BinaryPrimitives.WriteUInt16BigEndian(_page.AsSpan(start + 5), (ushort)_end);
            if (kind == 0x05) BinaryPrimitives.WriteInt32BigEndian(_page.AsSpan(start + 8), rightmost);
            return _page;
        }
    }
}
