using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineGuard.Advisories.Stores;

/// <summary>A file mapped into memory, read only: several scans share one copy, and only the pages that are read are loaded.</summary>
internal sealed class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedFile(MemoryMappedFile file, int length) =>
        (_file, _view, Length) = (file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);

    /// <summary>Bytes of the file.</summary>
    public int Length { get; }

    /// <summary>The whole file. Valid until this is disposed; whoever keeps the span keeps this object too.</summary>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            var handle = _view.SafeMemoryMappedViewHandle;
            ObjectDisposedException.ThrowIf(handle.IsClosed, this);
            // SafeBuffer's own way to a span needs an unsafe context and its ReadSpan copies byte by byte; this is the same pointer.
            return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), handle.DangerousGetHandle()), Length);
        }
    }

    /// <summary>Maps a file. Others may still rename it, or put another one in its place: what was mapped stays.</summary>
    /// <exception cref="InvalidDataException">It is empty, or larger than 2 GB.</exception>
    public static MappedFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            if (stream.Length is 0 or > int.MaxValue) throw new InvalidDataException($"It has {stream.Length} bytes.");
            int length = (int)stream.Length;
            return new(MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false), length);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
