using System.Buffers.Binary;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>
/// rpm's Berkeley DB (<c>Packages</c>, rpm before 4.16: RHEL 7 and 8, Amazon Linux 2, Photon): a hash table from a package's number to
/// its header (Oracle, db-5.3, dbinc/db_page.h). Hash pages stand anywhere in the file, so all pages are looked at, each once.
/// </summary>
internal static class RpmBerkeleyDatabase
{
    /// <summary>What <see cref="IsHash"/> must see.</summary>
    public const int HeadLength = 128;

    private const uint HashMagic = 0x061561;
    private const int PageHeaderLength = 26;
    private const byte UnsortedHashPage = 2;
    private const byte OverflowPage = 7;
    private const byte HashPage = 13;
    private const byte InlineItem = 1;
    private const byte OffPageItem = 3;
    private const int OffPageItemLength = 12;

    /// <summary>True when the file starts with the meta page of a hash table, written on a machine of either byte order.</summary>
    public static bool IsHash(ReadOnlySpan<byte> head) =>
        head.Length >= HeadLength && BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) is HashMagic or 0x61150600;

    /// <summary>See <see cref="RpmDatabase.Headers"/>.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Headers(DatabaseFile file, Action<string> damage)
    {
        var meta = file.Head(HeadLength);
        var numbers = new ByteOrder(IsBig: BinaryPrimitives.ReadUInt32LittleEndian(meta.AsSpan(12)) != HashMagic);
        uint pageSize = numbers.UInt32(meta.AsSpan(20));
        bool isEncrypted = meta[24] != 0;
        if (!uint.IsPow2(pageSize) || pageSize is < 512 or > 65_536 || isEncrypted)
        {
            damage("The header of the Berkeley DB is damaged.");
            yield break;
        }
        var table = new Table(file, numbers, (int)pageSize);
        uint last = numbers.UInt32(meta.AsSpan(32));
        for (uint number = 1; number <= last; number++)
        {
            if (!table.TryReadPage(number))
            {
                damage($"Page {number} is missing: the Berkeley DB is cut short.");
                yield break;
            }
            int damaged = 0;
            for (int pair = 0; pair < table.Pairs; pair++)
            {
                if (table.IsSkipped(pair)) continue;
                if (table.TryReadValue(pair)) yield return table.Value;
                else damaged++;
            }
            if (damaged > 0) damage($"{damaged} entries on page {number} of the Berkeley DB are damaged.");
        }
    }

    private readonly record struct ByteOrder(bool IsBig)
    {
        public uint UInt32(ReadOnlySpan<byte> bytes) => IsBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

        public ushort UInt16(ReadOnlySpan<byte> bytes) => IsBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    /// <summary>One page at a time; its items are keys and values in turn.</summary>
    private sealed class Table(DatabaseFile file, ByteOrder numbers, int pageSize)
    {
        private readonly byte[] _page = new byte[pageSize];
        private readonly byte[] _overflow = new byte[pageSize];
        private readonly DatabaseValue _value = new(file.Length);
        private long _overflowPagesLeft = file.Length / pageSize;

        /// <summary>Keys with a value on the page; none on pages of other kinds.</summary>
        public int Pairs { get; private set; }

        /// <summary>The value read last.</summary>
        public ReadOnlyMemory<byte> Value => _value.Bytes;

        public bool TryReadPage(uint number)
        {
            Pairs = 0;
            if (!file.TryRead(number * (long)pageSize, _page)) return false;
            if (_page[25] is HashPage or UnsortedHashPage) Pairs = Math.Min((int)numbers.UInt16(_page.AsSpan(20)), (pageSize - PageHeaderLength) / 2) / 2;
            return true;
        }

        // Key 0 holds the next free number, not a package.
        public bool IsSkipped(int pair) => Item(2 * pair) is [InlineItem, 0, 0, 0, 0];

        public bool TryReadValue(int pair)
        {
            var item = Item((2 * pair) + 1);
            if (item.Length >= OffPageItemLength && item[0] == OffPageItem)
                return _value.TryStart(numbers.UInt32(item[8..])) && TryReadOverflow(numbers.UInt32(item[4..]));
            if (item.Length < 2 || item[0] != InlineItem || !_value.TryStart(item.Length - 1)) return false;
            item[1..].CopyTo(_value.Next(item.Length - 1));
            return true;
        }

        // Items grow from the end of the page towards its front: each ends where the one before it begins.
        private ReadOnlySpan<byte> Item(int index)
        {
            int start = Offset(index), end = index == 0 ? pageSize : Offset(index - 1);
            return start >= PageHeaderLength && start <= end && end <= pageSize ? _page.AsSpan(start..end) : default;
        }

        private int Offset(int index) => numbers.UInt16(_page.AsSpan(PageHeaderLength + (2 * index)));

        // A page belongs to one value, so there are no more of them to follow than the file has: even a ring of pages comes to an end.
        private bool TryReadOverflow(uint number)
        {
            while (_value.Missing > 0)
            {
                if (--_overflowPagesLeft < 0 || !file.TryRead(number * (long)pageSize, _overflow) || _overflow[25] != OverflowPage) return false;
                int length = numbers.UInt16(_overflow.AsSpan(22));
                if (length == 0 || length > pageSize - PageHeaderLength) return false;
                var room = _value.Next(length);
                _overflow.AsSpan(PageHeaderLength, room.Length).CopyTo(room);
                number = numbers.UInt32(_overflow.AsSpan(16));
            }
            return true;
        }
    }
}
