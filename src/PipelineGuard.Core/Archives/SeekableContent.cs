using PipelineGuard.IO;

namespace PipelineGuard.Archives;

/// <summary>Makes content seekable: in memory while it is small, else in an unnamed temporary file that is gone when the stream is closed.</summary>
internal static class SeekableContent
{
    // Some may be open at once, one in another, on several threads.
    private const int MaxInMemory = 4 << 20;

    /// <summary>Reads it to the end.</summary>
    /// <param name="content">The content.</param>
    public static Stream Of(Stream content)
    {
        var memory = new MemoryStream();
        var block = new byte[64 << 10];
        for (int read; (read = content.Read(block)) > 0;)
        {
            memory.Write(block, 0, read);
            if (memory.Length > MaxInMemory) return InFile(memory, content);
        }
        memory.Position = 0;
        return memory;
    }

    private static BufferedStream InFile(MemoryStream start, Stream rest)
    {
        start.Position = 0;
        var file = TemporaryFile.Write(buffer => start.Position < start.Length ? start.Read(buffer) : rest.Read(buffer));
        return new(new FileStream(file, FileAccess.Read, bufferSize: 0), 64 << 10);
    }
}
