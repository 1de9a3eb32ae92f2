using System.Collections.Immutable;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>One package as rpm records it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Epoch">Its epoch; zero when it has none.</param>
/// <param name="VersionRelease"><c>3.0.7-16.el9_2</c>.</param>
internal sealed record RpmEntry(string Name, uint Epoch, string VersionRelease)
{
    /// <summary>The architecture; null when there is none.</summary>
    public string? Architecture { get; init; }

    /// <summary>The file of the source package, <c>openssl-3.0.7-16.el9_2.src.rpm</c>; null when it is not stated.</summary>
    public string? SourceRpm { get; init; }

    /// <summary>Who built it; null when it is not stated.</summary>
    public string? Vendor { get; init; }

    /// <summary>The licences as stated, unparsed.</summary>
    public string? License { get; init; }

    /// <summary>The module label; null for packages of no module.</summary>
    public string? Module { get; init; }

    /// <summary>The names it needs; empty when the record does not tell.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>The names it provides; empty when the record does not tell.</summary>
    public ImmutableArray<string> Provides { get; init; } = [];

    /// <summary>Reads what is recorded of a package; null when name, version or release is missing.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="names">Makes lists of names.</param>
    public static RpmEntry? Read(in RpmHeader header, PackageNames names)
    {
        if (header.Text(RpmTag.Name) is not { Length: > 0 } name) return null;
        if (header.Text(RpmTag.Version) is not { Length: > 0 } version || header.Text(RpmTag.Release) is not { Length: > 0 } release) return null;
        return new(name, header.Number(RpmTag.Epoch) ?? 0, $"{version}-{release}")
        {
            Architecture = Stated(header.Text(RpmTag.Architecture)),
            SourceRpm = Stated(header.Text(RpmTag.SourceRpm)),
            Vendor = Stated(header.Text(RpmTag.Vendor)),
            License = Stated(header.Text(RpmTag.License)),
            Module = Stated(header.Text(RpmTag.ModularityLabel)),
            DependsOn = Names(header, RpmTag.RequireName, names),
            Provides = Names(header, RpmTag.ProvideName, names),
        };
    }

    /// <summary>The licences worth keeping.</summary>
    public ImmutableArray<string> Licenses => Plausibility.Licenses([License]);

    /// <summary>
    /// Public keys that somebody trusts stand among the packages under this name; they are none.
    /// </summary>
    public bool IsPublicKey => Name == "gpg-pubkey";

    private static ImmutableArray<string> Names(in RpmHeader header, RpmTag tag, PackageNames names)
    {
        header.CollectNames(tag, names);
        return names.Take();
    }

    // What rpm prints for a missing value has found its way into databases and lists.
    private static string? Stated(string? text) => text is null or "" or "(none)" ? null : text;
}
