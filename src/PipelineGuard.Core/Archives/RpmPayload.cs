using System.Buffers.Binary;

namespace PipelineGuard.Archives;

/// <summary>Finds what an rpm package carries: behind a lead and two headers (rpm's "RPM V4 Package format") stands a compressed cpio archive.</summary>
internal static class RpmPayload
{
    private const int LeadBytes = 96, HeaderStartBytes = 16, RecordBytes = 16;

    // More than rpm itself accepts.
    private const uint MostRecords = 1 << 20, MostBytes = 256 << 20;

    /// <summary>Reads a package as far as its payload.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public static void SkipTo(Stream package)
    {
        new EntryWindow(package, LeadBytes).Finish();
        long signature = SkipHeader(package);
        new EntryWindow(package, -signature & 7).Finish(); // only the first is padded
        SkipHeader(package);
    }

    private static long SkipHeader(Stream package)
    {
        Span<byte> start = stackalloc byte[HeaderStartBytes];
        package.ReadExactly(start);
        uint records = BinaryPrimitives.ReadUInt32BigEndian(start[8..]), bytes = BinaryPrimitives.ReadUInt32BigEndian(start[12..]);
        if (!start.StartsWith((ReadOnlySpan<byte>)[0x8e, 0xad, 0xe8, 1]) || records > MostRecords || bytes > MostBytes) throw new InvalidDataException("A header of the package cannot be.");
        long length = ((long)records * RecordBytes) + bytes;
        new EntryWindow(package, length).Finish();
        return length;
    }
}
