using PipelineGuard.Images;
using PipelineGuard.IO;

namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>Makes a compressed archive in an archive seekable: in memory while it is small, else in a temporary file that is gone when the stream is closed.</summary>
internal static class UnpackedStream
{
    // Some may be open at once, one in another, on several threads.
    private const int MaxInMemory = 4 << 20;
    private const int BlockBytes = 16 << 10;

    /// <summary>Unpacks it.</summary>
    /// <param name="content">Its content, uncompressed; read to the end.</param>
    /// <param name="size">Its bytes; a stream of another length is damaged.</param>
    /// <param name="memory">Holds it while it is small; must not be used before the stream is closed.</param>
    /// <exception cref="InvalidDataException">It is damaged, or has another size.</exception>
    public static Stream Of(Stream content, long size, FillBuffer memory)
    {
        long length = 0;
        if (size > MaxInMemory) return new FileStream(TemporaryFile.Write(Fill), FileAccess.Read);
        memory.Clear();
        Span<byte> block = stackalloc byte[BlockBytes];
        for (int read; (read = Fill(block)) > 0;) memory.Append(block[..read]);
        return KeptContent.Of(memory.Content).OpenStream();

        // The length is checked on the way, so that a lie cannot fill memory or disk.
        int Fill(Span<byte> buffer)
        {
            int read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            length += read;
            return length > size || (read == 0 && length < size) ? throw new InvalidDataException($"It does not unpack to the {size} bytes that the directory says.") : read;
        }
    }
}
