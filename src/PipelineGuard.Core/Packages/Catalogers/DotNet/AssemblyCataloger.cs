using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NuGet.Versioning;
using PipelineGuard.Packages.Catalogers.Executables;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>
/// Lists .NET assemblies by their own name and version, which is all that is known where no <c>.deps.json</c> tells of them: a package is mostly
/// named like its assembly. Of .NET's own files and of translations nothing is listed.
/// </summary>
internal sealed class AssemblyCataloger : IBinaryCataloger
{
    // The largest assembly known, of a cloud's client, has a third of it.
    private const int MaxBytes = 128 << 20;

    // What NuGet keeps for builds is no part of an application; what was restored stands in project.assets.json.
    private const string Cache = ".nuget/packages/";

    public string Name => "dotnet-assembly";

    public bool Wants(BinaryFormat format, ReadOnlySpan<char> path) =>
        format == BinaryFormat.Pe && path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase)
        && !DotNetPlaces.IsPartOfDotNet(path) && !path.Contains(Cache, StringComparison.Ordinal);

    public IReadOnlyList<Package> Read(ProgramFile program, DamageLog damage)
    {
        if (program.Content.Length > MaxBytes) return [];
        try
        {
            program.Content.Position = 0;
            using var assembly = new PEReader(program.Content, PEStreamOptions.LeaveOpen);
            if (!assembly.HasMetadata || NameOf(assembly.GetMetadataReader()) is not var (name, assemblyVersion)) return [];
            if (VersionOf(VersionResource.Read(assembly), assemblyVersion) is not { } version) return [];
            return [new(PackageType.NuGet, name, version) { FoundIn = program.Path, Evidence = PackageEvidence.VersionText, IsLooseAssembly = true }];
        }
        // A program that is none, or whose headers lie: nothing says that it was a .NET assembly.
        catch (Exception broken) when (broken is BadImageFormatException or InvalidOperationException or IOException or OverflowException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>
    /// What the file calls itself, the best first: the product's version (mostly the package's, with the commit behind a plus sign), the file's
    /// version, the assembly's. Null when all are zero or none.
    /// </summary>
    internal static string? VersionOf(VersionResource resource, Version? assembly)
    {
        if (Release(resource.ProductVersion) is { } product) return product;
        if (Release(resource.FileVersion) is { } file) return file;
        return Release(assembly?.ToString());
    }

    private static string? Release(string? text)
    {
        if (!NuGetVersion.TryParse(text?.Trim(), out var version) || version.Version == new Version(0, 0, 0, 0)) return null;
        return IsCommit(version.Release) ? new NuGetVersion(version.Version).ToNormalizedString() : version.ToNormalizedString();
    }

    // Serilog and others write the commit that a release was built from behind a hyphen, where a pre-release would stand: "3.1.1-main-999d686d".
    private static bool IsCommit(string label) =>
        label.Split('-') is ["main" or "master", { Length: >= 7 and <= 40 } commit] && commit.All(char.IsAsciiHexDigit);

    private static (string Name, Version Version)? NameOf(MetadataReader metadata)
    {
        if (!metadata.IsAssembly) return null;
        var definition = metadata.GetAssemblyDefinition();
        return (metadata.GetString(definition.Name), definition.Version);
    }
}
