using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Vulnerabilities;
using PipelineGuard.Vulnerabilities.Explaining;

namespace PipelineGuard.Reporting.Explaining;

/// <summary>Writes an explanation for people. Every line passes through <see cref="SafeText"/>: versions and names are those of an image and of advisories.</summary>
internal static class ExplanationText
{
    private const int ShownClaims = 12;
    private const int ShownAbsent = 12;
    private const int Longest = 300;

    public static void Write(Explanation explanation, TextWriter writer)
    {
        Line(writer, $"{explanation.Question}: {ExplanationWords.Sentence(explanation.Answer)}");
        var others = explanation.Lookup.Ids.Where(id => !id.Equals(explanation.Question, StringComparison.OrdinalIgnoreCase)).ToList();
        if (others.Count > 0) Field(writer, "also known as", Phrases.Some(others, 8));
        WriteTitle(explanation, writer);
        Field(writer, "exploitation", Exploitation(explanation));
        foreach (var target in explanation.Targets) WriteTarget(explanation, target, writer);
        if (!explanation.Reasons.IsEmpty) writer.WriteLine();
        foreach (var reason in explanation.Reasons) Line(writer, $"policy: {reason}");
        WriteData(explanation, writer);
    }

    private static void WriteTitle(Explanation explanation, TextWriter writer)
    {
        // The summary of an erratum says no more than which package it is about.
        var advisories = explanation.Lookup.Mentions.Select(mention => mention.Advisory).OrderBy(advisory => AdvisoryIds.IsErratum(advisory.Id)).ThenBy(advisory => advisory.Id, AdvisoryIds.Order).ToList();
        if ((advisories.Find(advisory => advisory.Summary is not null)?.Summary ?? advisories.Find(advisory => advisory.Details is not null)?.Details) is { } title) Field(writer, "about", title);
    }

    private static void WriteTarget(Explanation explanation, TargetExplanation target, TextWriter writer)
    {
        writer.WriteLine();
        string?[] facts = [target.Target.Kind, target.Target.Distribution?.PrettyName, target.Target.Platform, Phrases.Count(target.Target.Packages.Length, "package")];
        Line(writer, $"{target.Target.Name}  {string.Join(", ", facts.OfType<string>())}");
        var shown = new Dictionary<AdvisoryKey, string>();
        foreach (var package in target.Packages) WritePackage(package, shown, writer);
        foreach (var purl in target.Unnamed) Line(writer, $"  not named    {purl}: no advisory about {explanation.Question} names it");
        if (explanation.PackageName is { } name && target.Packages.IsEmpty && target.Unnamed.IsEmpty) Line(writer, $"  not there    no package called {name} is installed");
        WriteAbsent(target, writer);
    }

    private static void WritePackage(PackageExplanation package, Dictionary<AdvisoryKey, string> shown, TextWriter writer)
    {
        var trace = package.Trace;
        writer.WriteLine();
        Line(writer, $"  {ExplanationWords.Short(trace.Outcome)}: {trace.Package.Name} {trace.Package.Version}: {ExplanationWords.Why(trace.Outcome, trace)}");
        Field(writer, "package", package.Purl);
        Field(writer, "found in", package.Layer is { } layer ? $"{trace.Package.FoundIn}, {LayerText.Of(layer)}" : trace.Package.FoundIn.ToString());
        if (trace.Key is { } key) Field(writer, "looked up as", ExplanationWords.LookedUpAs(key, trace.Package));
        // The packages of one source share all that follows.
        var first = trace.Key is { } known ? shown.GetValueOrDefault(known) : null;
        if (first is not null) Field(writer, "advisories", $"as for {first}");
        else WriteAdvisories(trace, trace.Key?.Version ?? trace.Package.Version, writer);
        if (trace.Key is { } added) shown.TryAdd(added, trace.Package.Name);
        if (package.Findings.IsEmpty && !trace.Advisories.IsEmpty && first is null) WriteRatings(trace, writer);
        foreach (var finding in package.Findings) WriteFinding(finding, package.Findings.Length > 1, first is not null, writer);
    }

    private static void WriteAdvisories(PackageTrace trace, string version, TextWriter writer)
    {
        foreach (var advisory in trace.Advisories)
        {
            var published = advisory.Advisory.Published is { } day ? $", published {Phrases.Day(day)}" : "";
            Field(writer, "advisory", $"{advisory.Advisory.Id} ({advisory.Ecosystem}{published}, changed {Phrases.Day(advisory.Advisory.Modified)}) about {advisory.Package}: {OutcomeOf(advisory, trace)}");
            foreach (var claim in advisory.Claims.OrderBy(claim => claim.Scope).Take(ShownClaims)) WriteClaim(claim, advisory.Ecosystem, version, writer);
            if (advisory.Claims.Length > ShownClaims) Line(writer, $"      … and {advisory.Claims.Length - ShownClaims} more statements, see -o json");
        }
    }

    // Where nothing holds nobody chose; what the advisories say may still be of interest.
    private static void WriteRatings(PackageTrace trace, TextWriter writer)
    {
        var said = trace.Advisories.SelectMany(advisory => advisory.Advisory.Ratings.Select(rating => $"{WithoutDefaults(rating)} ({advisory.Advisory.Id})")).Distinct().ToList();
        if (said.Count > 0) Field(writer, "severity", $"the advisories say {Phrases.Some(said, 3)}");
    }

    private static string OutcomeOf(AdvisoryTrace advisory, PackageTrace trace) =>
        advisory.Withdrawn is { } day ? $"withdrawn by its source on {Phrases.Day(day)}" : ExplanationWords.Why(advisory.Outcome, trace with { Advisories = [advisory] });

    private static void WriteClaim(ClaimTrace claim, string ecosystem, string version, TextWriter writer)
    {
        var release = ExplanationWords.FullEcosystem(ecosystem, claim.Affected);
        if (claim.Scope is not ClaimScope.Meant)
        {
            Line(writer, $"      {release}: {ExplanationWords.Sentence(claim.Scope)}, not compared");
            return;
        }
        var words = claim.Affected.Ratings.Where(word => !word.Contains('/', StringComparison.Ordinal)).ToList();
        Line(writer, $"      {release}: {(claim.Holds ? "holds" : "does not hold")}{(words.Count > 0 ? $"; the source says {string.Join(", ", words)}" : "")}{(claim.Affected.IsFixOutOfReach ? "; its fix is in a channel that the image does not have" : "")}");
        foreach (var range in claim.Ranges)
        {
            Line(writer, $"        range: {ExplanationWords.Sentence(range)}");
            foreach (var step in range.Steps) Line(writer, $"          {ExplanationWords.Sentence(step, version)}");
        }
        if (claim.Listed is { } listed) Line(writer, $"        listed: {listed} is one of {Phrases.Count(claim.Affected.Versions.Length, "listed version")}");
        else if (!claim.Affected.Versions.IsEmpty) Line(writer, $"        listed: {version} is none of {Phrases.Count(claim.Affected.Versions.Length, "listed version")}");
    }

    private static void WriteFinding(Finding finding, bool isOneOfSeveral, bool isRepeated, TextWriter writer)
    {
        if (isOneOfSeveral) Field(writer, "reported as", finding.Rule.Value);
        if (finding.Advisory is not { } advisory) return;
        Field(writer, "severity", $"{ReportWords.Of(finding.Severity)}, by {Chosen(finding, advisory)}");
        foreach (var rating in advisory.Ratings.Where(rating => !isRepeated && rating != advisory.ChosenRating)) Field(writer, "", $"{ReportWords.Of(rating.Severity)}, says {Rated(rating)}");
        if (FindingText.FixedIn(finding) is { Length: > 0 } fix) Field(writer, "fix", fix);
        if (finding.Vex is { } vex) Field(writer, "VEX", $"{ReportWords.Of(vex.Status)}, {vex.Source}{(vex.Statement is { } text ? $": {text}" : "")}");
        if (finding.Suppression is { } why) Field(writer, "does not count", $"{why.Reason} ({why.Source}{(why.Expires is { } last ? string.Create(CultureInfo.InvariantCulture, $", until {last:yyyy-MM-dd}") : "")})");
        Field(writer, "effect", Effect(finding));
    }

    private static string Chosen(Finding finding, AdvisoryFacts advisory) =>
        finding.Kind == FindingKind.Malware ? "the fact that the package itself is the attack"
        : advisory.ChosenRating is not { } chosen ? "the policy, as no source rates it"
        : chosen.Severity != finding.Severity ? $"the policy; {ReportWords.Of(chosen.Severity)}, says {Rated(chosen)}"
        : Rated(chosen);

    private static string Rated(SeverityRating rating)
    {
        var how = rating.Vector is { } vector ? string.Create(CultureInfo.InvariantCulture, $"{rating.Score:0.0} {WithoutDefaults(vector)}") : $"'{rating.Word}'";
        return $"{ReportWords.Of(rating.Source)} ({rating.Advisory}): {how}";
    }

    // Metrics that nobody defined, of which CVSS 4 has twenty.
    private static string WithoutDefaults(string vector) => string.Join('/', vector.Split('/').Where(metric => !metric.EndsWith(":X", StringComparison.Ordinal)));

    private static string Effect(Finding finding) => (finding.State, finding.Gate) switch
    {
        (FindingState.Waived, _) => "none: it is reported as suppressed",
        (_, GateAction.Block) => "blocks",
        (_, GateAction.Warn) => "warns",
        (_, GateAction.None) => "none: it is below the thresholds",
    };

    private static void WriteAbsent(TargetExplanation target, TextWriter writer)
    {
        if (target.Absent.IsEmpty) return;
        writer.WriteLine();
        var own = target.Absent.Where(absent => absent.IsOfTarget).Select(absent => $"{absent.Ecosystem} {absent.Package}").ToList();
        var others = target.Absent.Where(absent => !absent.IsOfTarget).Select(absent => $"{absent.Ecosystem} {absent.Package}").ToList();
        if (own.Count > 0) Field(writer, "not installed", Phrases.Some(own, ShownAbsent));
        if (others.Count > 0) Field(writer, "elsewhere", $"other ecosystems, of which nothing is installed: {Phrases.Some(others, ShownAbsent)}");
    }

    private static void WriteData(Explanation explanation, TextWriter writer)
    {
        writer.WriteLine();
        var data = explanation.Advisories.Select(source => $"{source.Ecosystem} {Phrases.Number(source.Advisories)} (as of {Phrases.Day(source.AsOf)}{(source.IsStarter ? ", starter set" : "")})");
        Line(writer, $"advisory data: {(explanation.Advisories.IsEmpty ? "none" : string.Join(", ", data))}");
        foreach (var problem in explanation.Problems) Line(writer, $"{problem} {problem.Info.Hint}");
    }

    private static string Exploitation(Explanation explanation)
    {
        var listed = explanation.Exploited switch
        {
            { IsListed: null } => "CISA's catalogue is not at hand",
            { IsListed: false } => "not in CISA's catalogue",
            { Entry: var entry } => $"in CISA's catalogue of known exploited vulnerabilities{(entry?.Added is { } day ? string.Create(CultureInfo.InvariantCulture, $" since {day:yyyy-MM-dd}") : "")}{(entry?.IsRansomware is true ? ", used by ransomware" : "")}",
        };
        var epss = explanation.Prediction is { } score
            ? string.Create(CultureInfo.InvariantCulture, $"EPSS {Phrases.Percent(score.Probability)}, percentile {Phrases.Percent(score.Percentile)} ({score.Date:yyyy-MM-dd})")
            : "no EPSS score at hand";
        return $"{listed}; {epss}";
    }

    private static void Field(TextWriter writer, string name, string text) => Line(writer, $"    {name,-14} {text}");

    private static void Line(TextWriter writer, string text) => writer.WriteLine(SafeText.OneLine(text, Longest).TrimEnd());
}
