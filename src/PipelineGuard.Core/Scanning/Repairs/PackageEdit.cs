using PipelineGuard.Findings;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning.Repairs;

/// <summary>An edit that gives a package another version.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="Type">The package URL type.</param>
/// <param name="Package">Its name.</param>
/// <param name="Version">The version that it is to have.</param>
internal abstract record PackageEdit(TextEdit Edit, string Type, string Package, string Version) : ReportEdit(Edit)
{
    /// <summary>That of several edits of one package with the newest version.</summary>
    public static PackageEdit Newest(IReadOnlyCollection<PackageEdit> same)
    {
        var first = same.First();
        var version = FixedVersion.Covering([.. same.Select(edit => edit.Version).Distinct(StringComparer.Ordinal)], FixedVersion.SchemeOf(first.Type));
        return same.FirstOrDefault(edit => edit.Version == version) ?? first;
    }
}
