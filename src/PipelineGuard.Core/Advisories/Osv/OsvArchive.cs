using System.Buffers;
using System.IO.Compression;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Osv;

/// <summary>Reads the <c>all.zip</c> of an ecosystem: one JSON file for each advisory. The names inside it are only sorted and shown.</summary>
/// <param name="limits">How much is read.</param>
/// <param name="log">Takes the records that could not be read (PG4005).</param>
internal sealed class OsvArchive(OsvLimits limits, IScanLog log)
{
    // Enough to see what is wrong; an archive of nothing but broken records must not fill a report.
    private const int ShownProblems = 50;
    private int _broken;

    /// <summary>Calls <paramref name="use"/> with every record that has not been withdrawn, in the order of their names.</summary>
    /// <param name="zip">The archive; must be able to seek.</param>
    /// <param name="subject">How to call it in a problem: <c>NuGet/all.zip</c>.</param>
    /// <param name="use">Takes a record.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="useWithdrawn">Takes a record that was withdrawn; null to pass over them.</param>
    /// <returns>How many records could not be read.</returns>
    /// <exception cref="InvalidDataException">It is no zip archive, or exceeds the limits.</exception>
    public int Read(Stream zip, string subject, Action<OsvRecord> use, CancellationToken cancellation, Action<OsvRecord>? useWithdrawn = null)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > limits.Entries) throw new InvalidDataException($"It has {archive.Entries.Count} entries; {limits.Entries} are allowed.");
        var entries = archive.Entries.Where(entry => entry.FullName.EndsWith(".json", StringComparison.Ordinal)).ToArray();
        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.FullName, b.FullName));

        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        long left = limits.ArchiveBytes;
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            int length = ReadEntry(entry, subject, ref buffer);
            if ((left -= Math.Max(length, 0)) < 0) throw new InvalidDataException($"It unpacks to more than {limits.ArchiveBytes} bytes.");
            if (length >= 0) ReadRecord(buffer.AsSpan(0, length), $"{subject}: {entry.FullName}", use, useWithdrawn);
        }
        ArrayPool<byte>.Shared.Return(buffer);
        if (_broken > ShownProblems) log.Report(new(Problems.BadAdvisory, subject, $"{_broken - ShownProblems} more records could not be read."));
        return _broken;
    }

    // The stated length is only a hint: what counts is what comes out.
    private int ReadEntry(ZipArchiveEntry entry, string subject, ref byte[] buffer)
    {
        try
        {
            using var stream = entry.Open();
            for (int length = 0; ;)
            {
                int read = stream.Read(buffer, length, buffer.Length - length);
                if (read == 0) return length;
                if ((length += read) > limits.RecordBytes) throw new InvalidDataException($"It is larger than {limits.RecordBytes} bytes.");
                if (length == buffer.Length) Grow(ref buffer);
            }
        }
        catch (InvalidDataException e)
        {
            Skip($"{subject}: {entry.FullName}", e.Message);
            return -1;
        }
    }

    private void ReadRecord(ReadOnlySpan<byte> utf8, string subject, Action<OsvRecord> use, Action<OsvRecord>? useWithdrawn)
    {
        OsvRecord record;
        try
        {
            record = OsvReader.Read(utf8);
        }
        catch (InvalidDataException e)
        {
            Skip(subject, e.Message);
            return;
        }
        if (record.Withdrawn is null) use(record);
        else useWithdrawn?.Invoke(record);
    }

    private void Skip(string subject, string reason)
    {
        if (_broken++ < ShownProblems) log.Report(new(Problems.BadAdvisory, PlainText.OneLine(subject, 200)!, reason));
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}

/// <summary>How much of an advisory archive is read.</summary>
internal sealed record OsvLimits
{
    /// <summary>The limits used when nothing else is said.</summary>
    public static OsvLimits Default { get; } = new();

    /// <summary>Bytes of an archive as it is downloaded.</summary>
    public long DownloadBytes { get; init; } = 2L << 30;

    /// <summary>Bytes of all records of an archive together, unpacked.</summary>
    public long ArchiveBytes { get; init; } = 32L << 30;

    /// <summary>Files in an archive.</summary>
    public int Entries { get; init; } = 2_000_000;

    /// <summary>Bytes of one record.</summary>
    public int RecordBytes { get; init; } = 16 << 20;
}
