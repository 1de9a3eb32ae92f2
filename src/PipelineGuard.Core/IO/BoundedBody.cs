namespace PipelineGuard.IO;

/// <summary>Reads the body of a small answer.</summary>
internal static class BoundedBody
{
    /// <summary>All of it.</summary>
    /// <exception cref="LimitException">It is larger.</exception>
    public static async Task<byte[]> ReadAsync(Stream body, int most, CancellationToken cancellation)
    {
        using var result = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; (read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (result.Length + read > most) throw new LimitException(nameof(ReadLimits.ManifestBytes), most, "The answer has more bytes than");
            result.Write(buffer, 0, read);
        }
        return result.ToArray();
    }
}
