using System.Collections.Immutable;
using System.Globalization;
using NuGet.Versioning;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Advisories.DotNet;

/// <summary>
/// Turns what each release of .NET fixed into advisories: within its channel, every earlier version has the vulnerability. A CVE of which the
/// data does not say which part it is about counts for the runtime, which everything else stands on.
/// </summary>
internal static class DotNetAdvisories
{
    /// <summary>One record for each CVE, by id.</summary>
    public static IEnumerable<OsvRecord> From(IEnumerable<DotNetRelease> releases) =>
        from fix in from release in releases from cve in release.Cves select (Cve: cve, Release: release)
        group fix by fix.Cve.Id into fixes
        orderby fixes.Key
        let affected = fixes.SelectMany(fix => Affected(fix.Cve, fix.Release)).DistinctHighest()
        where affected.Length > 0
        select new OsvRecord(Describe(fixes.Key, fixes.Select(fix => fix.Release)), affected);

    private static Advisory Describe(string cve, IEnumerable<DotNetRelease> releases)
    {
        var dates = releases.Select(release => release.Date).OfType<DateOnly>().ToList();
        if (dates.Count == 0) return new(cve) { Summary = "Vulnerability that an update of .NET fixes" };
        var (first, last) = (dates.Min(), dates.Max());
        return new(cve)
        {
            Summary = string.Create(CultureInfo.InvariantCulture, $"Vulnerability that the .NET updates of {first:MMMM yyyy} fix"),
            Published = Midnight(first),
            Modified = Midnight(last),
            References = [$"https://www.cve.org/CVERecord?id={cve}"],
        };
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static IEnumerable<OsvAffected> Affected(DotNetCve cve, DotNetRelease release)
    {
        foreach (var product in cve.Products.IsEmpty ? ["dotnet-runtime"] : cve.Products)
        {
            var affected = product switch
            {
                "dotnet-runtime" => Framework(DotNetComponents.Runtime, release.Channel, release.Runtime),
                "dotnet-aspnetcore" => Framework(DotNetComponents.AspNetCore, release.Channel, release.AspNetCore),
                "dotnet-windowsdesktop" => Framework(DotNetComponents.WindowsDesktop, release.Channel, release.WindowsDesktop),
                "dotnet-sdk" => Sdk(release),
                _ => null,
            };
            if (affected is not null) yield return affected;
        }
    }

    private static OsvAffected? Framework(string name, string channel, string? fixedIn) =>
        NuGetVersion.TryParse(fixedIn, out _) ? Of(name, [Range($"{channel}.0-0", fixedIn!)]) : null;

    // Each feature band (8.0.1xx, 8.0.4xx) has updates of its own; a band between two that were updated is only cured by the higher one.
    private static OsvAffected? Sdk(DotNetRelease release)
    {
        var ranges = ImmutableArray.CreateBuilder<VersionRange>();
        var start = $"{release.Channel}.0-0";
        foreach (var sdk in BandUpdates(release))
        {
            ranges.Add(Range(start, sdk.ToNormalizedString()));
            start = string.Create(CultureInfo.InvariantCulture, $"{release.Channel}.{((sdk.Patch / 100) + 1) * 100}-0");
        }
        return ranges.Count == 0 ? null : Of(DotNetComponents.Sdk, ranges.ToImmutable());
    }

    // Some releases have two SDKs of one band, for two versions of Visual Studio.
    private static IEnumerable<NuGetVersion> BandUpdates(DotNetRelease release) =>
        release.Sdks.Select(text => NuGetVersion.TryParse(text, out var version) ? version : null).OfType<NuGetVersion>()
            .Where(version => $"{version.Major}.{version.Minor}" == release.Channel)
            .GroupBy(version => version.Patch / 100)
            .OrderBy(band => band.Key)
            .Select(band => band.Min()!);

    private static OsvAffected Of(string package, ImmutableArray<VersionRange> ranges) => new(DotNetComponents.Ecosystem, package, new() { Ranges = ranges });

    private static VersionRange Range(string introduced, string fixedIn) => new([new(VersionEventKind.Introduced, introduced), new(VersionEventKind.Fixed, fixedIn)]);

    // A CVE that two releases of a channel list was only fixed by the later one.
    private static ImmutableArray<OsvAffected> DistinctHighest(this IEnumerable<OsvAffected> affected) =>
    [
        .. affected.GroupBy(item => (item.Package, item.Versions.Ranges[0].Events[0].Version))
            .Select(same => same.MaxBy(item => NuGetVersion.Parse(item.Versions.Ranges[^1].Events[1].Version))!)
            .OrderBy(item => item.Package, StringComparer.Ordinal),
    ];
}
