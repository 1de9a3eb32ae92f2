using System.Text;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Gathers the paths of interest from a long list; only they become strings.</summary>
/// <param name="isOfInterest">Chooses them.</param>
internal sealed class PathCollector(PathFilter isOfInterest)
{
    // Linux's PATH_MAX: no longer path can be opened.
    private const int MaxLength = 4096;

    // More would only fill our memory. A file whose owner is not noted is reported with its own packages, so nothing is lost.
    private const int MaxPaths = 200_000;

    // All paths of an image with a million files are a tenth of this; a list that repeats a long folder for millions of short names is not one.
    private const long MaxCharacters = 1 << 30;

    private char[] _buffer = new char[256];
    private long _looked;

    /// <summary>The paths gathered so far.</summary>
    public List<ImagePath> Paths { get; } = [];

    /// <summary>Looks at one path, absolute or relative to the root.</summary>
    public void Add(ReadOnlySpan<byte> path) => Add(default, path);

    /// <summary>Looks at one path given as folder and name.</summary>
    /// <param name="folder">Without a slash behind; empty for the root.</param>
    /// <param name="name">The file's name.</param>
    public void Add(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name)
    {
        int needed = folder.Length + name.Length + 1;
        if (needed > MaxLength || Paths.Count >= MaxPaths || (_looked += needed) > MaxCharacters) return;
        if (needed > _buffer.Length) _buffer = new char[MaxLength];
        int length = Encoding.UTF8.GetChars(folder, _buffer);
        if (length > 0) _buffer[length++] = '/';
        length += Encoding.UTF8.GetChars(name, _buffer.AsSpan(length));
        var path = _buffer.AsSpan(0, length).TrimStart('/');
        if (isOfInterest(path) && ImagePath.TryNormalize(path, out var normal)) Paths.Add(normal);
    }
}
