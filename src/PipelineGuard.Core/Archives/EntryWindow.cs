using PipelineGuard.IO;

namespace PipelineGuard.Archives;

/// <summary>The next bytes of a stream that is read forward only.</summary>
/// <param name="archive">The stream.</param>
/// <param name="size">How many.</param>
internal sealed class EntryWindow(Stream archive, long size) : ForwardStream
{
    private long _left = size;

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, _left);
        if (wanted == 0) return 0;
        int read = archive.Read(buffer[..wanted]);
        if (read == 0) throw new EndOfStreamException("It is cut short.");
        _left -= read;
        return read;
    }

    /// <summary>Passes over what was not read.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public void Finish()
    {
        Span<byte> block = stackalloc byte[4096];
        while (Read(block) > 0)
        {
        }
    }
}
