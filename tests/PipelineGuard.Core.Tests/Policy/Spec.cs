using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.Policy.Reading;

namespace PipelineGuard.Policy;

/// <summary>Makes findings from a few words, as the tables use them: <c>vulnerability high fixed epss=0.7</c>.</summary>
internal static class Spec
{
    public static DateOnly Today { get; } = new(2026, 6, 15);

    public static Finding Finding(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var kind = Enum.Parse<FindingKind>(parts[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        return parts.Skip(2).Aggregate(Plain(kind, PolicyWords.Severities[parts[1]]), With);
    }

    public static GuardPolicy Policy(string yaml)
    {
        var reading = PolicyParser.Read(yaml, "p.yml");
        return reading.Policy ?? throw new ArgumentException(string.Join('\n', reading.Mistakes));
    }

    public static Threshold Line(string yaml) => Assert.Single(Policy($"version: 1\nblock: {yaml}").Block);

    private static Finding Plain(FindingKind kind, Severity severity)
    {
        var (id, place) = kind switch
        {
            FindingKind.Vulnerability => ("CVE-2026-0001", LocationKind.Image),
            FindingKind.EndOfLife => ("PGV001", LocationKind.Image),
            FindingKind.Secret => ("PGS001", LocationKind.ImageFile),
            FindingKind.Malware => ("PGM001", LocationKind.ImageFile),
            FindingKind.Dockerfile => ("PGD007", LocationKind.Source),
            FindingKind.Configuration => ("PGI001", LocationKind.Image),
        };
        return new Finding
        {
            Rule = new(id),
            Kind = kind,
            Severity = severity,
            Title = id,
            Message = id,
            Target = "shop:1",
            Fingerprint = id,
            Location = new(place, "app/shop.dll"),
            Advisory = kind is FindingKind.Vulnerability ? new(id) { SeveritySource = "CVSS:3.1", KnownExploited = false } : null,
            Package = kind is FindingKind.Vulnerability ? Package("pkg:deb/debian/openssl@3.0.11-1?arch=amd64") : null,
            Layer = kind is FindingKind.Dockerfile ? null : new(0, null),
        };
    }

    private static Finding With(Finding finding, string word) => (word.Split('=', 2) is [var name, var text] ? (name, text) : (word, "")) switch
    {
        ("id", var id) => finding with { Rule = new(id), Advisory = finding.Advisory is { } advisory ? advisory with { Id = id } : null },
        ("alias", var id) => finding with { Advisory = finding.Advisory! with { Aliases = [id] } },
        ("purl", var purl) => finding with { Package = Package(purl) },
        ("hash", var hash) => finding with { Secret = new("abcd…", hash) },
        ("file", var path) => finding with { Location = finding.Location with { Path = path } },
        ("found-in", var path) => finding with { Package = finding.Package! with { FoundIn = path } },
        ("target", var target) => finding with { Target = target },
        ("epss", var epss) => finding with { Advisory = finding.Advisory! with { Epss = double.Parse(epss, CultureInfo.InvariantCulture) } },
        ("published", var days) => finding with { Advisory = finding.Advisory! with { Published = DaysAgo(days) } },
        ("fixed", var days) => finding with { Advisory = finding.Advisory! with { FixState = FixState.Fixed, FixPublished = days.Length == 0 ? null : DaysAgo(days) } },
        ("not-fixed", _) => finding with { Advisory = finding.Advisory! with { FixState = FixState.NotFixed } },
        ("wont-fix", _) => finding with { Advisory = finding.Advisory! with { FixState = FixState.WontFix } },
        ("exploited", _) => finding with { Advisory = finding.Advisory! with { KnownExploited = true } },
        ("unlisted", _) => finding with { Advisory = finding.Advisory! with { KnownExploited = null } },
        ("unrated", _) => finding with { Advisory = finding.Advisory! with { SeveritySource = "unrated" } },
        ("base", _) => finding with { Layer = finding.Layer! with { Origin = LayerOrigin.Base } },
        ("app", _) => finding with { Layer = finding.Layer! with { Origin = LayerOrigin.App } },
        ("in-source", _) => finding with { Location = new(LocationKind.Source, "Dockerfile") { Line = 3, Column = 1 } },
        ("no-layer", _) => finding with { Layer = null },
        ("known", _) => finding with { State = FindingState.Unchanged },
        ("ignored", _) => finding with { State = FindingState.Waived, Suppression = new("Dockerfile(3,1)", "ignored in the source", null) },
        _ => throw new ArgumentException($"unknown word '{word}'"),
    };

    private static AffectedPackage Package(string purl)
    {
        var type = purl["pkg:".Length..purl.IndexOf('/', StringComparison.Ordinal)];
        return new(purl, type, purl.Split('/')[^1], "1");
    }

    private static DateTimeOffset DaysAgo(string days) => new(Today.AddDays(-int.Parse(days, CultureInfo.InvariantCulture)), new(23, 30), TimeSpan.Zero);
}
