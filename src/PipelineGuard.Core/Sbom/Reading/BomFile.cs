using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Sbom.Reading;

/// <summary>Reads the bytes of a bill of materials, uncompressed when they are compressed, up to <see cref="ReadLimits.SbomBytes"/>.</summary>
internal static class BomFile
{
    private const int HeadBytes = 4096;

    /// <summary>The bytes of a file that is a bill by its content; null for every other file, of which only the start is looked at.</summary>
    /// <exception cref="GuardException">It cannot be read (PG2013), or is too large (PG2007).</exception>
    public static byte[]? ReadIfBill(string path, ReadLimits limits, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return null;
        return Read(path, () => Open(path), limits, onlyBills: true, cancellation);
    }

    /// <summary>The bytes of a file, whatever they are.</summary>
    /// <exception cref="GuardException">It is not there (PG2001), cannot be read (PG2013), or is too large (PG2007).</exception>
    public static byte[] Read(string path, ReadLimits limits, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new GuardException(Problems.TargetNotFound, path, "There is no such file.");
        return Read(path, () => Open(path), limits, cancellation);
    }

    /// <summary>The bytes of a stream, whatever they are.</summary>
    /// <param name="name">What it is called in errors.</param>
    /// <param name="open">Opens it; it is closed after the last byte.</param>
    /// <param name="limits">Bounds what is read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GuardException">It cannot be read (PG2013), or is too large (PG2007).</exception>
    public static byte[] Read(string name, Func<Stream> open, ReadLimits limits, CancellationToken cancellation) => Read(name, open, limits, onlyBills: false, cancellation)!;

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    private static byte[]? Read(string path, Func<Stream> open, ReadLimits limits, bool onlyBills, CancellationToken cancellation)
    {
        try
        {
            using var source = new MeteredStream(open(), hashed: false, onRead: null, cancellation);
            if (!Decompressor.Recognize(source.Peek(), out var compression, out _)) return onlyBills ? null : [];
            using var inflater = new BoundedInflater(source, compression, limits, limits.SbomBytes, nameof(ReadLimits.SbomBytes));
            return ReadAll(inflater, onlyBills);
        }
        catch (LimitException limit)
        {
            throw new GuardException(Problems.LimitReached, path, limit.Message, limit);
        }
        catch (Exception damage) when (Decompressor.IsDamage(damage))
        {
            return onlyBills ? null : throw new GuardException(Problems.TargetUnreadable, path, "The compressed data is damaged.", damage);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.TargetUnreadable, path, "The file cannot be read; check its permissions.", failure);
        }
    }

    private static byte[]? ReadAll(BoundedInflater inflater, bool onlyBills)
    {
        var bytes = new byte[HeadBytes + BoundedInflater.Reserve];
        int length = inflater.Fill(bytes);
        if (onlyBills && !BomFormats.MayBe(bytes.AsSpan(0, length))) return null;
        while (true)
        {
            if (bytes.Length - length < bytes.Length / 4 + BoundedInflater.Reserve) Array.Resize(ref bytes, 2 * bytes.Length);
            int read = inflater.Fill(bytes.AsSpan(length));
            if (read == 0) break;
            length += read;
        }
        return onlyBills && BomFormats.Recognize(bytes.AsSpan(0, length)) is null ? null : bytes[..length];
    }
}
