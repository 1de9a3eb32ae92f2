using System.Buffers.Binary;
using System.Collections.Immutable;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>What a file in a bundle is.</summary>
internal enum BundledFileKind
{
    /// <summary>Something else.</summary>
    Unknown = 0,

    /// <summary>A managed assembly.</summary>
    Assembly = 1,

    /// <summary>A native library.</summary>
    NativeBinary = 2,

    /// <summary>The application's <c>.deps.json</c>.</summary>
    DepsJson = 3,

    /// <summary>The application's <c>.runtimeconfig.json</c>.</summary>
    RuntimeConfigJson = 4,

    /// <summary>Debugging symbols.</summary>
    Symbols = 5,
}

/// <summary>One file in a bundle.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it begins in the program, in bytes.</param>
/// <param name="Size">Its bytes when uncompressed.</param>
/// <param name="CompressedSize">Its bytes in the program; 0 when it is not compressed.</param>
/// <param name="Path">Its path in the bundle.</param>
internal readonly record struct BundledFile(BundledFileKind Kind, long Offset, long Size, long CompressedSize, string Path);

/// <summary>
/// The list of files in a single-file application (dotnet/runtime, <c>Microsoft.NET.HostModel.Bundle</c>): a header of major and minor version,
/// number of files and an id; from version 2 on forty more bytes; then for each file offset, size, from version 6 on compressed size, kind and
/// path. Numbers are little-endian, texts have their length in front in groups of seven bits.
/// </summary>
internal static class BundleManifest
{
    private const int NewestVersion = 6;

    // A list with as many files as are allowed and paths of usual length has less.
    private const int MaxBytes = 32 << 20;

    /// <summary>The files.</summary>
    /// <param name="file">The program.</param>
    /// <param name="offset">Where the header begins.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of a version that we do not know.</exception>
    public static ImmutableArray<BundledFile> Read(Stream file, long offset)
    {
        if (offset < 0 || offset >= file.Length) throw new InvalidDataException("Its list of files lies behind its end.");
        var bytes = new byte[(int)Math.Min(file.Length - offset, MaxBytes)];
        file.Position = offset;
        file.ReadExactly(bytes);
        var reader = new Reader(bytes);
        uint version = (uint)reader.Int32();
        reader.Int32();
        if (version is 0 or > NewestVersion) throw new InvalidDataException("Its list of files is of a version that is not known.");
        int count = reader.Int32();
        reader.Text();
        if (version >= 2) reader.Skip(5 * sizeof(long));
        if (count is < 0 or > Plausibility.MaxEntries) throw new InvalidDataException("It claims to hold more files than any application has.");
        return Files(ref reader, count, hasCompression: version >= 6, file.Length);
    }

    private static ImmutableArray<BundledFile> Files(ref Reader reader, int count, bool hasCompression, long length)
    {
        var files = ImmutableArray.CreateBuilder<BundledFile>();
        for (int i = 0; i < count; i++)
        {
            long offset = reader.Int64(), size = reader.Int64(), compressed = hasCompression ? reader.Int64() : 0;
            var file = new BundledFile((BundledFileKind)reader.Byte(), offset, size, compressed, reader.Text());
            long stored = compressed == 0 ? size : compressed;
            if (offset < 0 || size < 0 || stored < 0 || offset > length || stored > length - offset) throw new InvalidDataException($"Its file {i + 1} lies behind its end.");
            files.Add(file);
        }
        return files.ToImmutable();
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public byte Byte() => Take(1)[0];

        public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

        public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

        public void Skip(int count) => Take(count);

        public string Text()
        {
            int length = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = Byte();
                length |= (next & 0x7F) << shift;
                if (next < 0x80) break;
                if (shift >= 14) throw new InvalidDataException("A path in its list of files is too long.");
            }
            return Plausibility.Decode(Take(length));
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length) throw new InvalidDataException("Its list of files is cut short.");
            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}
