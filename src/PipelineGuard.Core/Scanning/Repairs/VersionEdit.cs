using PipelineGuard.Attribution.Manifests.Pinning;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning.Repairs;

/// <summary>Replaces the version that a file writes for a package; the sign in front of it stays.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="Type">The package URL type.</param>
/// <param name="Package">Its name.</param>
/// <param name="Installed">The version that was found in the image.</param>
/// <param name="Version">The version that it is to have.</param>
internal sealed record VersionEdit(TextEdit Edit, string Type, string Package, string Installed, string Version) : PackageEdit(Edit, Type, Package, Version)
{
    // Packages that share a property share its version.
    public override string Key => "";

    public override bool IsPlain(string old) => WrittenVersion.Raise(old, Version) is not { } raised || raised == Edit.Text;

    public override bool MayReplace(SourceText source, TextSpan span) => WrittenVersion.Raise(source[span].ToString(), Version) is not null;

    public override string Tell(string old) => $"{Package} {old} → {Edit.Text}";
}
