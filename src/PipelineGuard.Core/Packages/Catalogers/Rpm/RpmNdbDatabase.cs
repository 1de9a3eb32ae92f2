using System.Buffers.Binary;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>
/// rpm's own database (<c>Packages.db</c>, SUSE's default; rpm, lib/backend/ndb/rpmpkg.c): pages of slots in front, each of which
/// says where a header lies. All numbers are little-endian.
/// </summary>
internal static class RpmNdbDatabase
{
    private const int PageSize = 4096;
    private const int BlockSize = 16;
    private const int SlotSize = 16;
    private const int HeaderSlots = 2; // The file's header takes the place of two slots.
    private const int BlobHeaderLength = 16;

    /// <summary>True when the file starts as such a database does.</summary>
    public static bool IsNdb(ReadOnlySpan<byte> head) => head.StartsWith("RpmP"u8);

    /// <summary>See <see cref="RpmDatabase.Headers"/>.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Headers(DatabaseFile file, Action<string> damage)
    {
        var page = new byte[PageSize];
        var value = new DatabaseValue(file.Length);
        if (!file.TryRead(0, page))
        {
            damage("The ndb database is cut short.");
            yield break;
        }
        uint slotPages = BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(12));
        for (uint number = 0; number < slotPages; number++)
        {
            if (!file.TryRead(number * (long)PageSize, page))
            {
                damage("The slots of the ndb database end behind its end.");
                yield break;
            }
            int damaged = 0;
            for (int slot = number == 0 ? HeaderSlots : 0; slot < PageSize / SlotSize; slot++)
            {
                if (!TryReadSlot(page.AsSpan(slot * SlotSize, SlotSize), out uint package, out long offset)) damaged++;
                else if (package == 0) continue;
                else if (TryReadBlob(file, offset, package, value)) yield return value.Bytes;
                else damaged++;
            }
            if (damaged > 0) damage($"{damaged} entries on page {number} of the ndb database are damaged.");
        }
    }

    // "Slot", the package's number (0 for a free slot), where its blob lies and how long that is, both in blocks.
    private static bool TryReadSlot(ReadOnlySpan<byte> slot, out uint package, out long offset)
    {
        package = BinaryPrimitives.ReadUInt32LittleEndian(slot[4..]);
        offset = BinaryPrimitives.ReadUInt32LittleEndian(slot[8..]) * (long)BlockSize;
        return slot.StartsWith("Slot"u8);
    }

    // "BlbS", the package's number, a generation, the header's length; then the header.
    private static bool TryReadBlob(DatabaseFile file, long offset, uint package, DatabaseValue value)
    {
        Span<byte> header = stackalloc byte[BlobHeaderLength];
        if (!file.TryRead(offset, header) || !header.StartsWith("BlbS"u8) || BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) != package) return false;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        return value.TryStart(length) && file.TryRead(offset + BlobHeaderLength, value.Next((int)length));
    }
}
