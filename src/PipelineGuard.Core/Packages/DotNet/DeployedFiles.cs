using System.Collections.Immutable;

namespace PipelineGuard.Packages.DotNet;

/// <summary>What a NuGet package brings to an application, as the application's <c>.deps.json</c> tells.</summary>
/// <param name="Assemblies">Its assemblies, those for single platforms included; satellite assemblies are left out.</param>
/// <param name="HasOtherFiles">True when it brings native libraries or translations.</param>
/// <param name="IsFramework">True for a runtime pack: a shared framework as a package.</param>
internal sealed record DeployedFiles(ImmutableArray<AssemblyFile> Assemblies, bool HasOtherFiles, bool IsFramework)
{
    /// <summary>True for what is no package: a project of the application's own.</summary>
    public bool IsOwn { get; init; }

    /// <summary>
    /// True for a package of which nothing is left: a meta package, one that was only needed to compile, or one that lost all its files to
    /// newer ones of the framework when the application was published.
    /// </summary>
    public bool AreNone => Assemblies.IsEmpty && !HasOtherFiles;
}
