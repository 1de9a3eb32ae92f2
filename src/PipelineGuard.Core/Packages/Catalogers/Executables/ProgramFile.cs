using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Executables;

/// <summary>A program as several readers look at it one after another: its headers are read once.</summary>
/// <param name="file">The file.</param>
internal sealed class ProgramFile(ImageFile file) : IDisposable
{
    private readonly Stream _content = file.OpenStream();
    private IReadOnlyList<ProgramPart>? _parts;

    /// <summary>Where it is.</summary>
    public ImagePath Path => file.Path;

    /// <summary>Its bytes, at any position: the reader before left it where it liked. Not to be closed.</summary>
    public Stream Content => _content;

    /// <summary>Its parts in the order of its headers; empty for a file that is no program.</summary>
    public IReadOnlyList<ProgramPart> Parts => _parts ??= ProgramParts.Read(_content);

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();
}
