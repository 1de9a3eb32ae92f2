using System.Collections.Immutable;
using PipelineGuard.Images;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages;

/// <summary>One installed package.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Name">Its name as its package manager spells it; for npm with the scope (<c>@angular/core</c>).</param>
/// <param name="Version">Its version as its package manager spells it, epoch and revision included.</param>
public sealed record Package(PackageType Type, string Name, string Version)
{
    /// <summary>The source package it was built from; null when it has the same name.</summary>
    public string? SourceName { get; init; }

    /// <summary>The version of the source package; null when it is the same.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>False when its record does not tell the source package, which then need not have the same name.</summary>
    public bool IsSourceKnown { get; init; } = true;

    /// <summary>The module, stream and build it comes from (<c>nodejs:18:8080020230825:63b34585</c>), as rpm labels it; null for packages of no module.</summary>
    public string? Module { get; init; }

    /// <summary>The architecture as the package manager spells it; null when it has none.</summary>
    public string? Architecture { get; init; }

    /// <summary>Licences as the package states them, unparsed; empty when it states none.</summary>
    public ImmutableArray<string> Licenses { get; init; } = [];

    /// <summary>
    /// The names of the packages that it needs, of its own kind, as its package manager states them; the alternatives of one need are joined
    /// by <c>|</c>. Empty when it needs none or when nobody says. Versions are left out: <see cref="Dependencies"/> tells which packages are meant.
    /// </summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>The other names under which packages may need it: virtual packages, and shared libraries as apk names them. Mostly empty.</summary>
    public ImmutableArray<string> Provides { get; init; } = [];

    /// <summary>The digest of the package's archive, as subresource integrity metadata (W3C SRI: <c>sha512-</c> and base64); null when not known.</summary>
    public string? Integrity { get; init; }

    /// <summary>What kind of proof <see cref="FoundIn"/> is.</summary>
    public PackageEvidence Evidence { get; init; }

    /// <summary>The file that proves the package is there.</summary>
    public ImagePath FoundIn { get; init; }

    /// <summary>The layer that brought it, counted from 0 at the bottom; null until the layers are merged.</summary>
    public int? Layer { get; init; }

    /// <summary>
    /// The package URL of what is used instead of it, such as a .NET runtime that brings the same assemblies in a newer version. It lies in
    /// the image but never runs, so it has no vulnerabilities. Null for a package that is used.
    /// </summary>
    public string? SupersededBy { get; init; }

    /// <summary>Who built it: the vendor as rpm records it, the maintainer as dpkg does; null when not known.</summary>
    internal string? Builder { get; init; }

    /// <summary>What it brings to a .NET application; null when not known.</summary>
    internal DeployedFiles? Deployed { get; init; }

    /// <summary>True for an assembly that was listed by its own word, which counts only where no list of an application names it.</summary>
    internal bool IsLooseAssembly { get; init; }

    /// <summary>Set for a framework that an application asks for, which is no package yet; null for packages.</summary>
    internal FrameworkRequest? Request { get; init; }
}
