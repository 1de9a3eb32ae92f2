using System.Buffers.Binary;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>
/// Reads the rows of tables of an SQLite database (sqlite.org, "Database File Format", sections 1 and 2): table b-trees, overflow
/// pages. Each page is visited once, so pages that point at one another cannot hold us up.
/// </summary>
internal sealed class SqliteFile
{
    private const int HeaderLength = 100;
    private const byte InteriorTable = 0x05;
    private const byte LeafTable = 0x0d;

    private readonly DatabaseFile _file;
    private readonly Action<string> _damage;
    private readonly DatabaseValue _payload;
    private readonly int _pageSize;
    private readonly int _usable;
    private readonly byte[] _overflow;

    private SqliteFile(DatabaseFile file, int pageSize, int reserved, Action<string> damage)
    {
        _file = file;
        _damage = damage;
        _pageSize = pageSize;
        _usable = pageSize - reserved;
        _overflow = new byte[pageSize];
        _payload = new(file.Length);
    }

    /// <summary>True when the file starts as an SQLite database does.</summary>
    public static bool IsSqlite(ReadOnlySpan<byte> head) => head.StartsWith("SQLite format 3\0"u8);

    /// <summary>Opens a database; null, with the damage reported, when its first page makes no sense.</summary>
    public static SqliteFile? Open(DatabaseFile file, Action<string> damage)
    {
        var header = file.Head(HeaderLength);
        if (header.Length == HeaderLength)
        {
            int pageSize = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16)) is var size and not 1 ? size : 65_536;
            int reserved = header[20];
            // "The usable size is not allowed to be less than 480."
            if (int.IsPow2(pageSize) && pageSize >= 512 && pageSize - reserved >= 480) return new(file, pageSize, reserved, damage);
        }
        damage("The header of the SQLite database is damaged.");
        return null;
    }

    /// <summary>The root page of a table; null when the schema has no such table.</summary>
    public uint? RootOf(ReadOnlySpan<byte> table)
    {
        foreach (var row in Rows(root: 1))
        {
            // sqlite_schema: type, name, tbl_name, rootpage, sql.
            var record = row.Span;
            if (SqliteRecord.Column(record, 0).SequenceEqual("table"u8) && SqliteRecord.Column(record, 1).SequenceEqual(table)) return SqliteRecord.Number(record, 3);
        }
        return null;
    }

    /// <summary>The records of a table in the order of their row ids, each valid until the next is asked for.</summary>
    /// <param name="root">The number of the table's root page, counted from 1.</param>
    public IEnumerable<ReadOnlyMemory<byte>> Rows(uint root)
    {
        var page = new byte[_pageSize];
        var visited = new HashSet<uint>();
        var pending = new Stack<uint>([root]);
        long pages = _file.Length / _pageSize;
        for (long looked = 0; pending.TryPop(out var number); looked++)
        {
            if (looked > pages)
            {
                _damage("A table of the SQLite database has more pages than the file.");
                yield break;
            }
            if (!TryReadPage(number, visited, page, out int start)) continue;
            int cells = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));
            int damaged = 0;
            if (page[start] == InteriorTable) damaged = PushChildren(page, start + 12, cells, pending);
            else if (page[start] != LeafTable) damaged = 1;
            else
            {
                for (int i = 0; i < cells; i++)
                {
                    if (TryReadCell(page, CellOffset(page, start + 8, i))) yield return _payload.Bytes;
                    else damaged++;
                }
            }
            if (damaged > 0) _damage($"Page {number} of the SQLite database is damaged.");
        }
    }

    // The first page has the file's header in front.
    private bool TryReadPage(uint number, HashSet<uint> visited, byte[] page, out int start)
    {
        start = number == 1 ? HeaderLength : 0;
        if (!visited.Add(number)) _damage($"Page {number} of the SQLite database is part of a table twice.");
        else if (number == 0 || !_file.TryRead((number - 1L) * _pageSize, page)) _damage($"Page {number} is missing: the SQLite database is cut short.");
        else return true;
        return false;
    }

    // Last child first, so that the first is popped first; the right-most stands before the pointers to the others. A tree never has
    // more children than the file has pages. Tells how many could not be found.
    private int PushChildren(byte[] page, int pointers, int cells, Stack<uint> pending)
    {
        int damaged = 0;
        pending.Push(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(pointers - 4)));
        for (int i = cells - 1; i >= 0; i--)
        {
            bool isChild = CellOffset(page, pointers, i) is >= 0 and var cell && cell + 4 <= _usable && pending.Count <= _file.Length / _pageSize;
            if (isChild) pending.Push(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(CellOffset(page, pointers, i))));
            else damaged++;
        }
        return damaged;
    }

    // -1 when there is none.
    private int CellOffset(byte[] page, int pointers, int index) =>
        pointers + (2 * index) + 2 <= _usable ? BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(pointers + (2 * index))) : -1;

    // A cell: payload length, row id, payload; what does not fit stands on overflow pages.
    private bool TryReadCell(byte[] page, int offset)
    {
        if (offset < 0 || offset >= _usable) return false;
        var cell = page.AsSpan(offset.._usable);
        if (!SqliteRecord.TryReadVarint(ref cell, out long length) || !SqliteRecord.TryReadVarint(ref cell, out _) || !_payload.TryStart(length)) return false;
        int local = LocalLength(length);
        if (cell.Length < local) return false;
        cell[..local].CopyTo(_payload.Next(local));
        if (_payload.Missing == 0) return true;
        return cell.Length >= local + 4 && TryReadOverflow(BinaryPrimitives.ReadUInt32BigEndian(cell[local..]));
    }

    // Section 1.6: how much of a payload stays on a leaf.
    private int LocalLength(long length)
    {
        int most = _usable - 35;
        if (length <= most) return (int)length;
        int least = ((_usable - 12) * 32 / 255) - 23;
        long kept = least + ((length - least) % (_usable - 4));
        return (int)(kept <= most ? kept : least);
    }

    // Each page takes the payload further, so that even a ring of pages comes to an end.
    private bool TryReadOverflow(uint number)
    {
        while (_payload.Missing > 0)
        {
            if (number == 0 || !_file.TryRead((number - 1L) * _pageSize, _overflow)) return false;
            number = BinaryPrimitives.ReadUInt32BigEndian(_overflow);
            var room = _payload.Next(_usable - 4);
            _overflow.AsSpan(4, room.Length).CopyTo(room);
        }
        return true;
    }
}
