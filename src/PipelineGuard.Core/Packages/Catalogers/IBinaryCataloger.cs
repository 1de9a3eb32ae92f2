using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Lists the packages that programs tell about themselves.</summary>
internal interface IBinaryCataloger
{
    /// <summary>A short name for the coverage statement.</summary>
    string Name { get; }

    /// <summary>Called for every program of every layer: compares and nothing more.</summary>
    /// <param name="format">What the file is by its first bytes.</param>
    /// <param name="path">As in <see cref="ImagePath.Value"/>.</param>
    bool Wants(BinaryFormat format, ReadOnlySpan<char> path);

    /// <summary>Reads one wanted program, which may be larger than memory. What cannot be read is reported; the rest is still listed.</summary>
    IReadOnlyList<Package> Read(ProgramFile program, DamageLog damage);
}
