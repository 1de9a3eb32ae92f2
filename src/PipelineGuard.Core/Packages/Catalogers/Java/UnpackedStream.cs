using PipelineGuard.IO;

namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>Makes a compressed archive in an archive seekable: in memory while it is small, else in a temporary file that is gone when the stream is closed.</summary>
internal static class UnpackedStream
{
    // Some may be open at once, one in another, on several threads.
    private const int MaxInMemory = 4 << 20;

    /// <summary>Unpacks it.</summary>
    /// <param name="content">Its content, uncompressed; read to the end.</param>
    /// <param name="size">Its bytes; a stream of another length is damaged.</param>
    /// <exception cref="InvalidDataException">It is damaged, or has another size.</exception>
    public static Stream Of(Stream content, long size)
    {
        if (size <= MaxInMemory)
        {
            var bytes = new byte[(int)size];
            Verify(content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) + (content.ReadByte() < 0 ? 0 : 1), size);
            return new MemoryStream(bytes, writable: false);
        }
        long length = 0;
        var file = TemporaryFile.Write(buffer =>
        {
            int read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            length += read;
            // Checked on the way, so that it cannot fill the disk.
            if (length > size || read == 0) Verify(length, size);
            return read;
        });
        return new FileStream(file, FileAccess.Read);
    }

    private static void Verify(long length, long size)
    {
        if (length != size) throw new InvalidDataException($"It does not unpack to the {size} bytes that the directory says.");
    }
}
