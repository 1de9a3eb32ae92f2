using CsCheck;
using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Packages;

namespace PipelineGuard.Vulnerabilities.Explaining;

/// <summary>An explanation that says something else than the scan would be worse than none.</summary>
public sealed class AgreementTests
{
    private static readonly Advisory Alsa = new("ALSA-1") { Summary = "Important: thing security update" };

    private const string Modular = "1.module_el9.4.0+1+2";

    private static readonly Gen<string> Version = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.OneOfConst("", "", "-rc.1"), (major, minor, end) => $"{major}.{minor}{end}");

    private static readonly Gen<VersionEvent> Event = Gen.Select(Gen.Enum<VersionEventKind>(), Version, (kind, version) => new VersionEvent(kind, kind is VersionEventKind.IntroducedAtStart ? "" : version));

    private static readonly Gen<AffectedVersions> Claim = Gen.Select(Event.Array[1, 4].Array[0, 3], Version.Array[0, 2], Gen.OneOfConst("9", "9", "8"), Gen.Bool, (ranges, versions, release, isModular) => new AffectedVersions
    {
        Release = release,
        Ranges = [.. ranges.Select(events => new VersionRange([.. events.Select(at => isModular && at.Version.Length > 0 ? at with { Version = $"{at.Version}-{Modular}" } : at)]))],
        Versions = [.. versions],
    });

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0-" + Modular)]
    [InlineData("not a version")]
    public void Explanation_and_scan_agree(string version) => Claim.Array[1, 4].Sample(claims =>
    {
        var package = new Package(PackageType.Rpm, "thing", version);
        var key = AdvisoryKey.For(package, new("almalinux", "9.4"))!.Value;
        var source = new OneRecord(new(Alsa, [.. claims.Select(claim => new OsvAffected("AlmaLinux", "thing", claim))]));

        var found = new VulnerabilityMatcher(source, isDistribution: true, new MadeAdvisories(), new CollectingLog()).Match(key);
        var trace = new PackageTracer([.. source.Mentions], new("almalinux", "9.4")).Trace(package)!;

        return found.Length > 0 == (trace.Outcome is MatchOutcome.Affected);
    });
}
