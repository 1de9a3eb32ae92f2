using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>The whole content of a file: in memory, or in an unnamed temporary file when it is large.</summary>
internal sealed class KeptContent
{
    private readonly SafeFileHandle? _file;
    private readonly long _length;
    private readonly int _maxLength;
    private ReadOnlyMemory<byte>? _memory;

    private KeptContent(ReadOnlyMemory<byte>? memory, SafeFileHandle? file, long length, int maxLength) =>
        (_memory, _file, _length, _maxLength) = (memory, file, length, maxLength);

    /// <summary>No content: nobody asked for it.</summary>
    public static KeptContent None { get; } = Of(default);

    /// <summary>Content that is in memory.</summary>
    public static KeptContent Of(ReadOnlyMemory<byte> content) => new(content, null, content.Length, content.Length);

    /// <summary>Content that is in memory, of a file that may be larger than <paramref name="limits"/> allow to look at as a whole.</summary>
    public static KeptContent Of(ReadOnlyMemory<byte> content, ReadLimits limits) => new(content, null, content.Length, limits.FileBytes);

    /// <summary>Content in a file, which belongs to the caller.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">Bytes in it.</param>
    /// <param name="limits">Bounds what <see cref="InMemory"/> loads.</param>
    public static KeptContent Of(SafeFileHandle file, long length, ReadLimits limits) => new(null, file, length, limits.FileBytes);

    /// <summary>All bytes.</summary>
    /// <exception cref="LimitException">They are more than <see cref="ReadLimits.FileBytes"/>.</exception>
    public ReadOnlyMemory<byte> InMemory()
    {
        if (_length > _maxLength) throw new LimitException(nameof(ReadLimits.FileBytes), _maxLength, "The file has more bytes than");
        return _memory ??= Load();
    }

    /// <summary>A seekable stream over all bytes.</summary>
    public Stream OpenStream()
    {
        if (_memory is not { } memory) return new BufferedStream(new SliceStream(_file!, 0, _length), 64 << 10);
        return MemoryMarshal.TryGetArray(memory, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(memory.ToArray(), writable: false);
    }

    private byte[] Load()
    {
        var bytes = new byte[(int)_length];
        using var stream = OpenStream();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
