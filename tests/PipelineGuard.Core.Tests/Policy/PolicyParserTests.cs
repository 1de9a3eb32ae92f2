using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Policy.Reading;

namespace PipelineGuard.Policy;

public sealed class PolicyParserTests
{
    private const string Everything = """
        version: 1
        block:
          - { severity: critical, fixable: true, known-exploited: any, secrets: any, malware: high }
          - severity: high
            fix-state: [fixed, wont-fix]
            epss: 0.5
            older-than-days: 14
            target: image
            origin: app
            ecosystem: [debian, nuget]
            new: true
            end-of-life: medium
        warn: { severity: medium, ecosystem: npm, fix-state: unknown, new: false, fixable: false } # contradictory on purpose below
        """;

    public static TheoryData<string> WrongFiles =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Policy/Data/wrong")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Reads_the_policy_of_the_documentation()
    {
        var policy = Spec.Policy("""
            version: 1
            block: { severity: critical, fixable: true, known-exploited: any, secrets: any, malware: any }
            warn:  { severity: medium }
            grace-days: { critical: 7, high: 30 }        # counted from the day a fix was published
            overrides:
              PGD014: off
              PGD007: high
            waivers:                                     # a reason and an expiry are required
              - id: CVE-2024-1234
                package: pkg:deb/debian/openssl
                reason: not reachable, only the client is used
                expires: 2027-01-31
            advisories: { max-age-days: 3, unrated: high }
            compliance: [cis-docker, nist-800-190]
            incomplete: warn
            """);

        Assert.Equivalent(GuardPolicy.Default.Block, policy.Block, strict: true);
        Assert.Equivalent(GuardPolicy.Default.Warn, policy.Warn, strict: true);
        Assert.Equal([(Severity.High, 30), (Severity.Critical, 7)], policy.GraceDays.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(new SeverityOverride(null, At(6, 3)), policy.Overrides["PGD014"]);
        Assert.Equal(new SeverityOverride(Severity.High, At(7, 3)), policy.Overrides["pgd007"]);
        Assert.Equal(new AdvisoryPolicy { MaxAgeDays = 3, Unrated = Severity.High }, policy.Advisories);
        Assert.Equal(["cis-docker", "nist-800-190"], policy.Compliance);
        Assert.Equal((IncompleteAction.Warn, "p.yml"), (policy.Incomplete, policy.Source));
        var waiver = Assert.Single(policy.Waivers);
        Assert.Equal(new Waiver("CVE-2024-1234", "not reachable, only the client is used", At(9, 5)) { Package = waiver.Package, Expires = new(2027, 1, 31) }, waiver);
        Assert.Equal("pkg:deb/debian/openssl", waiver.Package?.Text);
    }

    [Fact]
    public void Reads_every_key_of_a_threshold()
    {
        var policy = Spec.Policy(Everything.Replace(", fixable: false", "", StringComparison.Ordinal));

        Assert.Equivalent(
            new Threshold { Severity = Severity.Critical, Fixable = true, KnownExploited = Severity.Info, Secrets = Severity.Info, Malware = Severity.High },
            policy.Block[0], strict: true);
        Assert.Equivalent(
            new Threshold
            {
                Severity = Severity.High,
                FixStates = [FixState.Fixed, FixState.WontFix],
                Epss = 0.5,
                OlderThanDays = 14,
                Target = TargetKind.Image,
                Origin = LayerOrigin.App,
                Ecosystems = ["debian", "nuget"],
                New = true,
                EndOfLife = Severity.Medium,
            },
            policy.Block[1], strict: true);
        Assert.Equivalent(new Threshold { Severity = Severity.Medium, Ecosystems = ["npm"], FixStates = [FixState.Unknown], New = false }, Assert.Single(policy.Warn), strict: true);
    }

    [Theory]
    [InlineData("severity: { sources: nvd }", SeveritySource.Nvd)]
    [InlineData("severity: { sources: [ghsa, cvss-v4, distribution] }", SeveritySource.Ghsa, SeveritySource.CvssV4, SeveritySource.Distribution)]
    public void Reads_whose_word_about_severities_counts(string line, params SeveritySource[] expected) =>
        Assert.Equal(expected, Spec.Policy($"version: 1\n{line}").SeveritySources);

    [Fact]
    public void Reads_json_with_tabs_and_escapes()
    {
        var policy = Spec.Policy("{\n\t\"version\":1,\n\t\"warn\":\"off\",\n\t\"waivers\":[{\"id\":\"CVE-2024-1\",\"reason\":\"a\\/b \\u00e4 \\ud83d\\ude00\",\"expires\":\"2027-01-31\"}],\"compliance\":[]\n}\n");

        Assert.Empty(policy.Warn);
        Assert.Equal("a/b ä 😀", Assert.Single(policy.Waivers).Reason);
    }

    [Fact]
    public void What_a_file_leaves_out_stays_as_built_in() =>
        Assert.Equivalent(GuardPolicy.Default with { Source = "p.yml" }, Spec.Policy("version: 1"), strict: true);

    [Fact]
    public void The_starter_policy_says_the_same_as_the_built_in_one() =>
        Assert.Equivalent(GuardPolicy.Default with { Source = "p.yml" }, Spec.Policy(PolicyFile.Starter), strict: true);

    [Fact]
    public void The_commented_lines_of_the_starter_policy_are_right_too()
    {
        // Prose starts with "# " and a word that is no key; settings are indented deeper or start with a key.
        var lines = PolicyFile.Starter.Split('\n').Select(line =>
            line.StartsWith("#   ", StringComparison.Ordinal) || PolicyKeys.Policy.Keys.Any(key => line.StartsWith($"# {key}:", StringComparison.Ordinal)) ? line[2..] : line);
        var policy = Spec.Policy(string.Join('\n', lines));

        Assert.Equal((2, 2, 1, 2), (policy.GraceDays.Count, policy.Overrides.Count, policy.Waivers.Length, policy.Compliance.Length));
    }

    [Theory, MemberData(nameof(WrongFiles))]
    public void Names_every_mistake_with_its_place(string file)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Policy/Data/wrong", file));

        var reading = PolicyParser.Read(text, file);

        Assert.Null(reading.Policy);
        Assert.Equal(reading.Mistakes.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column), reading.Mistakes);
        KeptText.Same($"tests/PipelineGuard.Core.Tests/Policy/Golden/{file}.txt", string.Concat(reading.Mistakes.Select(mistake => $"{mistake}\n")));
    }

    [Fact]
    public void Stops_counting_mistakes_when_nobody_would_read_on()
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"k{i}: 1\n"));

        var mistakes = PolicyParser.Read(text, "p.yml").Mistakes;

        Assert.Equal(101, mistakes.Length);
        Assert.Equal("more than 100 mistakes: the others are not listed.", mistakes[^1].Message);
    }

    [Fact]
    public void Never_throws_whatever_the_text()
    {
        var words = Gen.OneOfConst([.. PolicyKeys.Policy.Keys, .. PolicyKeys.Line.Keys, .. PolicyKeys.Waiver.Keys, "any", "off", "high", "1", "0.5", "true", "null", "~", "CVE-2024-1", "PGD007", "pkg:deb/a", "2027-01-31"]);
        var marks = Gen.OneOfConst(": ", ":", "\n", "\n  ", "\n    - ", "- ", "{ ", " }", "[", "]", ", ", "\"", "'", "|", ">", "&a ", "*a", "!", "!!str ", "%YAML 1.2\n", "---\n", "...\n", "? ", "#", "\t", "\\u0000", "\0", "\uFEFF", "\u2028", "\ud83d", "@", "`", "<<: ");
        var text = Gen.OneOf(words, marks, marks, Gen.String).List[0, 40].Select(string.Concat);

        text.Sample(PolicyIsReadOrRefused, iter: 20_000);
    }

    [Fact]
    public void Never_throws_on_a_good_policy_with_one_slip()
    {
        var slip = Gen.Select(Gen.Int[0, Everything.Length - 1], Gen.Int[0, 6], Gen.OneOf(Gen.Char.Array[0, 3].Select(chars => new string(chars)), Gen.OneOfConst("{", "}", "[", "]", ":", "-", "\n", "\"", "&", "*", " ", "!")));

        slip.Sample((at, cut, put) => PolicyIsReadOrRefused(Everything.Remove(at, Math.Min(cut, Everything.Length - at)).Insert(at, put)), iter: 10_000);
    }

    private static void PolicyIsReadOrRefused(string text)
    {
        var reading = PolicyParser.Read(text, "p.yml");

        Assert.NotEqual(reading.Policy is null, reading.Mistakes.IsEmpty);
        Assert.All(reading.Mistakes, mistake => Assert.True(mistake.Line >= 1 && mistake.Column >= 1 && !mistake.Message.Any(char.IsControl), mistake.ToString()));
    }

    private static Location At(int line, int column) => new(LocationKind.Source, "p.yml") { Line = line, Column = column };
}
