using NuGet.Versioning;
using PipelineGuard.Images;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>Lists the .NET SDKs: each is a folder <c>sdk/VERSION</c> below one that <c>dotnet</c> is installed in.</summary>
internal sealed class SdkCataloger : IPackageCataloger
{
    private const string Mark = "/.version", Folder = "/sdk/";

    public string Name => "dotnet-sdk";

    public bool Wants(ReadOnlySpan<char> path) =>
        path.EndsWith(Mark, StringComparison.Ordinal) && path[..^Mark.Length] is var folder && folder.LastIndexOf('/') is > 3 and var slash
        && folder[..(slash + 1)].EndsWith(Folder, StringComparison.Ordinal);

    // The host goes by the name of the folder; the file says the same, and with which commit it was built.
    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var version = file.Path.Parent.Name.ToString();
        if (NuGetVersion.TryParse(version, out _)) yield return new(PackageType.DotNetSdk, DotNetComponents.Sdk, version) { FoundIn = file.Path };
    }
}
