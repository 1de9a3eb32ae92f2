using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace PipelineGuard.Packages.DotNet;

/// <summary>Makes a single-file application as the SDK lays it out: a host with a mark, the files, and their list at the end.</summary>
internal sealed class MadeBundle
{
    private const int DataOffset = 0x200, MarkOffset = 0x240, HostLength = 0x400;
    private readonly List<(byte Kind, string Path, byte[] Content, bool IsCompressed)> _files = [];

    /// <summary>Version of the list: 1, 2 or 6.</summary>
    public uint Version { get; init; } = 6;

    /// <summary>What stands for the number of files; null for the truth.</summary>
    public int? Count { get; init; }

    /// <summary>What stands for the offset of the list; null for the truth.</summary>
    public long? ListOffset { get; init; }

    /// <summary>What stands for the offset of every file; null for the truth.</summary>
    public long? FileOffset { get; init; }

    /// <summary>What stands for the size of every file; null for the truth.</summary>
    public long? FileSize { get; init; }

    public MadeBundle With(byte kind, string path, string content, bool isCompressed = false)
    {
        _files.Add((kind, path, Encoding.UTF8.GetBytes(content), isCompressed));
        return this;
    }

    /// <summary>The bytes, with a host for Linux or for Windows.</summary>
    public byte[] ToBytes(bool isWindows = false)
    {
        var stream = new MemoryStream();
        stream.Write(isWindows ? WindowsHost() : LinuxHost());
        var entries = _files.Select(file => Store(stream, file.Content, file.IsCompressed)).ToList();
        long list = stream.Position;
        WriteList(stream, entries);
        var bytes = stream.ToArray();
        BitConverter.GetBytes(ListOffset ?? list).CopyTo(bytes, MarkOffset - 8);
        return bytes;
    }

    private static (long Offset, long Size, long Compressed) Store(MemoryStream stream, byte[] content, bool isCompressed)
    {
        long offset = stream.Position;
        if (isCompressed)
        {
            using var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            deflate.Write(content);
        }
        else stream.Write(content);
        return (offset, content.Length, isCompressed ? stream.Position - offset : 0);
    }

    private void WriteList(MemoryStream stream, List<(long Offset, long Size, long Compressed)> entries)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Version);
        writer.Write(0);
        writer.Write(Count ?? entries.Count);
        writer.Write("an-id");
        for (int i = 0; Version >= 2 && i < 5; i++) writer.Write(0L);
        foreach (var (file, entry) in _files.Zip(entries))
        {
            writer.Write(FileOffset ?? entry.Offset);
            writer.Write(FileSize ?? entry.Size);
            if (Version >= 6) writer.Write(entry.Compressed);
            writer.Write(file.Kind);
            writer.Write(file.Path);
        }
    }

    // An ELF header and one writable segment.
    private static byte[] LinuxHost()
    {
        var host = new byte[HostLength];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(host, 0);
        BitConverter.GetBytes(64L).CopyTo(host, 32);
        BitConverter.GetBytes((short)56).CopyTo(host, 54);
        BitConverter.GetBytes((short)1).CopyTo(host, 56);
        BitConverter.GetBytes(1).CopyTo(host, 64);
        BitConverter.GetBytes(6).CopyTo(host, 68);
        BitConverter.GetBytes((long)DataOffset).CopyTo(host, 72);
        BitConverter.GetBytes((long)(HostLength - DataOffset)).CopyTo(host, 96);
        return Marked(host);
    }

    // An MS-DOS header, a PE header without optional one, and one writable section.
    private static byte[] WindowsHost()
    {
        var host = new byte[HostLength];
        "MZ"u8.CopyTo(host);
        BitConverter.GetBytes(0x80).CopyTo(host, 60);
        "PE\0\0"u8.CopyTo(host.AsSpan(0x80));
        BitConverter.GetBytes((short)1).CopyTo(host, 0x86);
        ".data"u8.CopyTo(host.AsSpan(0x98));
        BitConverter.GetBytes(HostLength - DataOffset).CopyTo(host, 0x98 + 16);
        BitConverter.GetBytes(DataOffset).CopyTo(host, 0x98 + 20);
        BitConverter.GetBytes(0xC000_0040).CopyTo(host, 0x98 + 36);
        return Marked(host);
    }

    private static byte[] Marked(byte[] host)
    {
        SHA256.HashData(".net core bundle\n"u8).CopyTo(host, MarkOffset);
        return host;
    }
}
