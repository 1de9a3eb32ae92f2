using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Packages;

namespace PipelineGuard.Vulnerabilities;

/// <summary>
/// Chooses, of all that one advisory says about a package, what is meant for the installed one: claims about other module streams and
/// about support channels that the image does not have are left out.
/// </summary>
internal static class ApplicableClaims
{
    private const string ProPrefix = "Pro:";

    /// <summary>The claims that are meant for the package; may be none.</summary>
    /// <param name="claims">All claims of one advisory about it.</param>
    /// <param name="key">Under what it was looked up.</param>
    public static ImmutableArray<AffectedVersions> Of(ReadOnlySpan<AdvisoryClaim> claims, AdvisoryKey key)
    {
        var chosen = ImmutableArray.CreateBuilder<AffectedVersions>(claims.Length);
        foreach (var claim in claims)
        {
            if (IsOfSameModularity(claim.Affected, key)) chosen.Add(claim.Affected);
        }
        return key.Ecosystem == "Ubuntu" ? OfChannel(chosen, key.Version) : chosen.ToImmutable();
    }

    /// <summary>
    /// True unless the advisory is about other streams of the package's module. Red Hat and its rebuilds name them in the summary alone:
    /// "Important: nodejs:24 security update", "virt:rhel and virt-devel:rhel security update".
    /// </summary>
    public static bool IsAboutStream(Advisory advisory, ModuleStream module)
    {
        if (module.Name is not { } name || advisory.Summary is not { } summary) return true;
        var streams = summary.Split(' ').Where(IsStream).ToList();
        return streams.Count == 0 || streams.Contains(name);
    }

    /// <summary>
    /// True when the version that is installed is affected although claims about several builds exist: AlmaLinux rebuilds a module's
    /// packages without a change, and lists each build as a fix; one of them is enough.
    /// </summary>
    public static bool NeedsAll(AdvisoryKey key) => key.Module.IsModular;

    /// <summary>True unless it is about packages of modules and the installed one is of none, or the other way round.</summary>
    public static bool IsOfSameModularity(AffectedVersions claim, AdvisoryKey key)
    {
        if (key.VersionScheme != PackageType.Rpm.VersionScheme) return true;
        // Claims without a fixed version do not tell.
        foreach (var range in claim.Ranges)
        {
            foreach (var (kind, version) in range.Events)
            {
                if (kind == VersionEventKind.Fixed) return ModuleStream.IsModularVersion(version) == key.Module.IsModular;
            }
        }
        return true;
    }

    // Ubuntu's extended maintenance ("Pro") is another channel: its fixes are of use to images that have it, which its versions tell. The
    // others are as vulnerable, but to them the fix is out of reach. Where both channels are mentioned, the image's own one counts.
    private static ImmutableArray<AffectedVersions> OfChannel(ImmutableArray<AffectedVersions>.Builder claims, string version)
    {
        bool hasPro = version.Contains("esm", StringComparison.Ordinal);
        var own = claims.Where(claim => IsPro(claim) == hasPro).ToImmutableArray();
        if (!own.IsEmpty) return own;
        return hasPro ? claims.ToImmutable() : [.. claims.Select(WithoutFix)];
    }

    private static bool IsPro(AffectedVersions claim) => claim.Release is { } release && release.StartsWith(ProPrefix, StringComparison.Ordinal);

    private static AffectedVersions WithoutFix(AffectedVersions claim) => claim with { IsFixOutOfReach = true };

    // "nodejs:24"; a severity in front has its colon at the end.
    private static bool IsStream(string word) => word.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < word.Length - 1;
}
