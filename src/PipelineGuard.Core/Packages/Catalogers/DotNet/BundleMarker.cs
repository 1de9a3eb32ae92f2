using System.Buffers.Binary;
using System.Security.Cryptography;
using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>
/// Finds the place in a .NET host that names the bundle behind it: a variable of eight bytes, the offset of the bundle's header, and behind
/// them a fixed mark (dotnet/designs, "Single-file Publish": the host is shipped with an offset of zero, and the SDK fills it in).
/// </summary>
internal static class BundleMarker
{
    // The data of the largest host has 0.2 MB.
    private const long MaxSearched = 32L << 20;
    private const int OffsetLength = sizeof(long);
    private const int BlockLength = 256 << 10;

    // Made when it is needed, so that a program that contains this one is not taken for a host.
    private static byte[] Mark { get; } = SHA256.HashData(".net core bundle\n"u8);

    /// <summary>The offset of the bundle's header; null for a program that is no .NET host, or a host without a bundle.</summary>
    /// <param name="file">The program.</param>
    /// <param name="parts">Its parts.</param>
    public static long? Find(Stream file, IEnumerable<ProgramPart> parts)
    {
        long left = MaxSearched;
        foreach (var part in parts)
        {
            if (!part.IsWritable || left <= 0) continue;
            if (Find(file, part.Offset, Math.Min(part.Size, left)) is { } offset) return offset == 0 ? null : offset;
            left -= part.Size;
        }
        return null;
    }

    private static long? Find(Stream file, long start, long length)
    {
        // Blocks overlap by what the mark and the offset before it could be cut in.
        int overlap = Mark.Length + OffsetLength - 1;
        var block = new byte[(int)Math.Min(length, BlockLength)];
        for (long at = 0; at + overlap < length; at += block.Length - overlap)
        {
            int count = (int)Math.Min(block.Length, length - at);
            file.Position = start + at;
            file.ReadExactly(block, 0, count);
            int found = block.AsSpan(0, count).IndexOf(Mark);
            if (found >= OffsetLength) return BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(found - OffsetLength));
            if (count < block.Length) break;
        }
        return null;
    }
}
