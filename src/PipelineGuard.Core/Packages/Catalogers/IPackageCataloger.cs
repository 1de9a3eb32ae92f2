using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Lists the packages that one kind of file records.</summary>
internal interface IPackageCataloger
{
    /// <summary>A short name for the coverage statement.</summary>
    string Name { get; }

    /// <summary>Called for every file of every layer, so it compares strings and nothing more.</summary>
    bool Wants(ImagePath path);

    /// <summary>Reads one wanted file. What cannot be read is reported as PG3001; the rest is still listed.</summary>
    IEnumerable<Package> Read(ImageFile file, IScanLog log);
}
