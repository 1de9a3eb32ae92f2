using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Lists the packages that one kind of file records.</summary>
internal interface IPackageCataloger
{
    /// <summary>A short name for the coverage statement.</summary>
    string Name { get; }

    /// <summary>
    /// Called for every file of every layer and for every line of the lists of installed files, so it compares characters, nothing
    /// more: without allocating anything.
    /// </summary>
    /// <param name="path">As in <see cref="ImagePath.Value"/>.</param>
    bool Wants(ReadOnlySpan<char> path);

    /// <summary>Reads one wanted file. What cannot be read is reported; the rest is still listed.</summary>
    IEnumerable<Package> Read(ImageFile file, DamageLog damage);
}
