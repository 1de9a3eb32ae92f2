namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>Reads pieces of a database file, none of them beyond its end; the file is never in memory as a whole.</summary>
/// <param name="stream">The file; seekable, and not disposed here.</param>
internal sealed class DatabaseFile(Stream stream)
{
    /// <summary>The file's size.</summary>
    public long Length { get; } = stream.Length;

    /// <summary>Fills <paramref name="target"/>; false when the file ends before it is full.</summary>
    public bool TryRead(long offset, Span<byte> target)
    {
        if (offset < 0 || target.Length > Length - offset) return false;
        stream.Position = offset;
        stream.ReadExactly(target);
        return true;
    }

    /// <summary>The first bytes of the file, fewer when it has fewer.</summary>
    public byte[] Head(int length)
    {
        var head = new byte[(int)Math.Min(length, Length)];
        TryRead(0, head);
        return head;
    }
}
