using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Policy.Reading;

/// <summary>Every key of a policy file and what it does. <c>docs/schemas/policy.schema.json</c> says the same to editors; a test holds the two together.</summary>
internal static class PolicyKeys
{
    private const int TenYears = 3_650;
    private const int Century = 36_500;
    private const int HashDigits = 16;
    private const int SecretRuleLength = 6;

    /// <summary>The file as a whole.</summary>
    public static PolicyShape<GuardPolicy> Policy { get; } = new("the policy", "version")
    {
        ["version"] = Version,
        ["block"] = (policy, value) => policy with { Block = Lines(value), NamesBlock = true },
        ["warn"] = (policy, value) => policy with { Warn = Lines(value) },
        ["grace-days"] = Grace,
        ["overrides"] = (policy, value) => policy with { Overrides = Overrides(value) },
        ["waivers"] = (policy, value) => policy with { Waivers = [.. policy.Waivers, .. value.Items("'waivers'").Select(Waive)] },
        ["secrets"] = SayOfSecrets,
        ["incomplete"] = (policy, value) => policy with { Incomplete = value.Word("answer to an incomplete scan", PolicyWords.Incomplete) },
        ["advisories"] = AskOfAdvisories,
        ["severity"] = SayWhoRates,
        ["dockerfile"] = SayToDockerfiles,
        ["malware"] = AskOfMalware,
        ["end-of-life"] = AskOfSupport,
        ["vex"] = (policy, value) => policy with { Vex = [.. value.OneOrMore("'vex'").Select(item => item.Text("a VEX file"))] },
        ["trusted-registries"] = (policy, value) => policy with { TrustedRegistries = [.. value.OneOrMore("'trusted-registries'").Select(item => item.Pattern("a registry"))] },
        ["compliance"] = (policy, value) => policy with { Compliance = [.. value.Items("'compliance'").Select(Standard)] },
    };

    /// <summary>One line of <c>block</c> or <c>warn</c>: triggers, qualifiers of the severity, scope.</summary>
    public static PolicyShape<Threshold> Line { get; } = new("a threshold")
    {
        ["severity"] = (line, value) => line with { Severity = Bar(value) },
        ["known-exploited"] = (line, value) => line with { KnownExploited = Bar(value) },
        ["secrets"] = (line, value) => line with { Secrets = Bar(value) },
        ["malware"] = (line, value) => line with { Malware = Bar(value) },
        ["end-of-life"] = (line, value) => line with { EndOfLife = Bar(value) },
        ["fixable"] = (line, value) => line with { Fixable = value.Truth() },
        ["fix-state"] = (line, value) => line with { FixStates = [.. value.OneOrMore("'fix-state'").Select(item => item.Word("fix state", PolicyWords.FixStates))] },
        ["epss"] = (line, value) => line with { Epss = value.Probability() },
        ["older-than-days"] = (line, value) => line with { OlderThanDays = value.Whole(0, Century) },
        ["target"] = (line, value) => line with { Target = value.Word("sort of target", PolicyWords.Targets) },
        ["origin"] = (line, value) => line with { Origin = value.Word("layer origin", PolicyWords.Origins) },
        ["ecosystem"] = (line, value) => line with { Ecosystems = [.. value.OneOrMore("'ecosystem'").Select(item => item.Word("ecosystem", PolicyWords.Ecosystems))] },
        ["new"] = (line, value) => line with { New = value.Truth() },
    };

    /// <summary>Days of grace by severity.</summary>
    public static PolicyShape<ImmutableDictionary<Severity, int>> GraceDays { get; } = PerSeverity();

    /// <summary>One accepted risk.</summary>
    public static PolicyShape<Waiver> Waiver { get; } = new("a waiver", "id", "reason", "expires")
    {
        ["id"] = (waiver, value) => waiver with { Id = Id(value, value.Text("'id'")) },
        ["package"] = (waiver, value) => waiver with { Package = Package(value) },
        ["path"] = (waiver, value) => waiver with { Path = new(value.Pattern("'path'")) },
        ["target"] = (waiver, value) => waiver with { Target = new(value.Pattern("'target'")) },
        ["justification"] = (waiver, value) => waiver with { Justification = value.Word("justification", PolicyWords.Justifications) },
        ["reason"] = (waiver, value) => waiver with { Reason = value.Text("'reason'") },
        ["expires"] = (waiver, value) => waiver with { Expires = value.Day() },
    };

    /// <summary>What holds for secrets.</summary>
    public static PolicyShape<GuardPolicy> Secrets { get; } = new("'secrets'")
    {
        ["allow"] = (policy, value) => policy with { Waivers = [.. policy.Waivers, .. value.Items("'allow'").Select(Allow)] },
    };

    /// <summary>Secrets that everybody may have.</summary>
    public static PolicyShape<Waiver> AllowedSecret { get; } = new("an allowed secret", "reason", "expires")
    {
        ["path"] = (waiver, value) => waiver with { Path = new(value.Pattern("'path'")) },
        ["rule"] = (waiver, value) => waiver with { Id = SecretRule(value) },
        ["hash"] = (waiver, value) => waiver with { Secret = Hash(value) },
        ["reason"] = (waiver, value) => waiver with { Reason = value.Text("'reason'") },
        ["expires"] = (waiver, value) => waiver with { Expires = value.Day() },
    };

    /// <summary>What is asked of the advisory data.</summary>
    public static PolicyShape<AdvisoryPolicy> Advisories { get; } = new("'advisories'")
    {
        ["max-age-days"] = (advisories, value) => advisories with { MaxAgeDays = value.Whole(1, TenYears) },
        ["unrated"] = (advisories, value) => advisories with { Unrated = value.Word("severity", PolicyWords.Severities) },
    };

    /// <summary>How severities come about.</summary>
    public static PolicyShape<GuardPolicy> Severities { get; } = new("'severity'", "sources")
    {
        ["sources"] = (policy, value) => policy with { SeveritySources = Sources(value) },
    };

    /// <summary>What a Dockerfile and the files around it may say about rules.</summary>
    public static PolicyShape<DockerfilePolicy> Dockerfile { get; } = new("'dockerfile'")
    {
        ["ignore-comments"] = (dockerfile, value) => dockerfile with { IgnoreComments = value.Word("answer to ignore comments", PolicyWords.IgnoreComments) },
        ["hadolint-config"] = (dockerfile, value) => dockerfile with { HadolintTightensOnly = value.Word("answer to a Hadolint configuration", PolicyWords.HadolintConfigs) },
    };

    /// <summary>How malware is looked for.</summary>
    public static PolicyShape<MalwarePolicy> Malware { get; } = new("'malware'")
    {
        ["hashes"] = (malware, value) => malware with { Hashes = [.. value.OneOrMore("'hashes'").Select(item => item.Text("'hashes'"))] },
        ["clamd"] = (malware, value) => malware with { Clamd = value.Text("'clamd'") },
        ["integrity"] = (malware, value) => malware with { Integrity = value.Word("check of integrity", PolicyWords.Integrity) },
    };

    /// <summary>When the end of support is worth saying.</summary>
    public static PolicyShape<EndOfLifePolicy> EndOfLife { get; } = new("'end-of-life'")
    {
        ["warn-days"] = (endOfLife, value) => endOfLife with { WarnDays = value.Whole(0, TenYears) },
    };

    private static GuardPolicy Version(GuardPolicy policy, PolicyValue value)
    {
        if (value.Node is not YamlScalar { IsPlain: true, Text: "1" }) value.Refuse("this PipelineGuard reads policies of version 1: write 'version: 1'.");
        return policy;
    }

    private static GuardPolicy Grace(GuardPolicy policy, PolicyValue value) => policy with { GraceDays = GraceDays.Read(value, policy.GraceDays) };

    private static GuardPolicy AskOfAdvisories(GuardPolicy policy, PolicyValue value) => policy with { Advisories = Advisories.Read(value, policy.Advisories) };

    private static GuardPolicy SayWhoRates(GuardPolicy policy, PolicyValue value) => Severities.Read(value, policy);

    private static GuardPolicy SayToDockerfiles(GuardPolicy policy, PolicyValue value) => policy with { Dockerfile = Dockerfile.Read(value, policy.Dockerfile) };

    private static GuardPolicy AskOfMalware(GuardPolicy policy, PolicyValue value) => policy with { Malware = Malware.Read(value, policy.Malware) };

    private static GuardPolicy AskOfSupport(GuardPolicy policy, PolicyValue value) => policy with { EndOfLife = EndOfLife.Read(value, policy.EndOfLife) };

    private static ImmutableArray<SeveritySource> Sources(PolicyValue value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sources = ImmutableArray.CreateBuilder<SeveritySource>();
        foreach (var item in value.OneOrMore("'sources'"))
        {
            sources.Add(item.Word("source of severities", PolicyWords.SeveritySources));
            if (item.Node is YamlScalar { Text: var word } && !seen.Add(word)) item.Refuse($"{PolicyErrors.Quote(word)} stands here a second time.");
        }
        return sources.ToImmutable();
    }

    private static Severity Bar(PolicyValue value) => value.Word("severity", PolicyWords.Bars);

    private static PolicyShape<ImmutableDictionary<Severity, int>> PerSeverity()
    {
        var shape = new PolicyShape<ImmutableDictionary<Severity, int>>("'grace-days'");
        foreach (var (word, severity) in PolicyWords.Severities) shape[word] = (days, value) => days.SetItem(severity, value.Whole(0, TenYears));
        return shape;
    }

    private static ImmutableArray<Threshold> Lines(PolicyValue value) =>
        value.IsWord("off") ? [] : [.. value.OneOrMore("a threshold").Select(OneLine)];

    private static Threshold OneLine(PolicyValue value)
    {
        if (value.Node is YamlScalar { Text: var word } && PolicyWords.Bars.ContainsKey(word)) return Refused(value, $"a threshold is a mapping: write {{ severity: {word} }}.");
        var line = Line.Read(value, new());
        if (value.Node is YamlMapping { Entries.IsEmpty: true }) value.Refuse("a threshold must name what reaches it; write 'off' for none.");
        if (line is { Fixable: not null, FixStates.IsEmpty: false }) value.Refuse("'fixable' and 'fix-state' say the same in two ways: keep one.");
        if (line is { Ecosystems.IsEmpty: false } and ({ Secrets: not null } or { Malware: not null }))
            value.Refuse("'ecosystem' narrows to packages, so that no secret or malware can reach this: give those a line of their own.");
        return line;
    }

    private static Threshold Refused(PolicyValue value, string message)
    {
        value.Refuse(message);
        return new();
    }

    private static ImmutableDictionary<string, SeverityOverride> Overrides(PolicyValue value)
    {
        var overrides = GuardPolicy.Default.Overrides.ToBuilder();
        foreach (var (key, severity) in value.Entries("'overrides'"))
        {
            var place = new PolicyValue(key, value.Errors);
            var id = Id(place, key.Text);
            if (!overrides.TryAdd(id, new(severity.Word("severity", PolicyWords.Overrides), place.Place))) place.Refuse($"{PolicyErrors.Quote(id)} stands here a second time.");
        }
        return overrides.ToImmutable();
    }

    private static Waiver Waive(PolicyValue value) => Waiver.Read(value, new("", "", value.Place));

    private static string Standard(PolicyValue value) =>
        value.Node is YamlScalar { Text: var text } && ComplianceStandards.IsFile(text) ? value.Text("a standard") : value.Word("standard", PolicyWords.Standards);

    private static GuardPolicy SayOfSecrets(GuardPolicy policy, PolicyValue value) => Secrets.Read(value, policy);

    private static Waiver Allow(PolicyValue value)
    {
        var waiver = AllowedSecret.Read(value, new(PipelineGuard.Policy.Waiver.AnySecret, "", value.Place));
        if (value.Node is YamlMapping && waiver is { Path: null, Secret: null, Id: PipelineGuard.Policy.Waiver.AnySecret }) value.Refuse("an allowed secret needs a 'path', a 'rule' or a 'hash'.");
        return waiver;
    }

    private static string SecretRule(PolicyValue value)
    {
        var id = value.Text("'rule'");
        bool fits = id.Length == SecretRuleLength && id.StartsWith("PGS", StringComparison.Ordinal) && id.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;
        if (id.Length > 0 && !fits) value.Refuse($"{PolicyErrors.Quote(id)} is no rule about secrets; write an id such as PGS803.");
        return id;
    }

    private static string Hash(PolicyValue value)
    {
        var hash = value.Text("'hash'");
        if (hash.Length > 0 && (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigit))) value.Refuse($"{PolicyErrors.Quote(hash)} is no hash of a secret: sixteen hexadecimal digits, as reports show them.");
        return hash;
    }

    private static string Id(PolicyValue at, string id)
    {
        if (id.Length > 0 && FindingIds.Mistake(id) is { } mistake) at.Refuse(mistake);
        return id;
    }

    private static PackagePattern? Package(PolicyValue value)
    {
        var text = value.Pattern("'package'");
        if (text.Length == 0) return null;
        if (!PackagePattern.TryParse(text, out var pattern, out var mistake)) value.Refuse($"{PolicyErrors.Quote(text)}: {mistake}.");
        return pattern;
    }
}
