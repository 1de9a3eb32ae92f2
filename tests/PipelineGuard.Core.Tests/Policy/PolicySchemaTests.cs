using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using PipelineGuard.Policy.Reading;

namespace PipelineGuard.Policy;

/// <summary>Holds the schema that editors use and the parser that decides together.</summary>
public sealed class PolicySchemaTests
{
    private static readonly JsonNode Tree = JsonNode.Parse(PolicyFile.Schema)!;

    // NJsonSchema resolves references among definitions under their older name only; both mean the same.
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(PolicyFile.Schema.Replace("$defs", "definitions", StringComparison.Ordinal), CancellationToken.None);

    public static TheoryData<string> Refused =>
    [
        "version: 2", "version: '1'", "warn: off", "version: 1\nblok: off", "[]", "text", "1",
        "version: 1\nblock: medium", "version: 1\nblock: {}", "version: 1\nblock: []", "version: 1\nblock:", "version: 1\nblock: [off]", "version: 1\nblock: false",
        "version: 1\nblock: { severity: hihg }", "version: 1\nblock: { severity: 7 }", "version: 1\nblock: { severity: [high] }", "version: 1\nblock: { severtiy: high }",
        "version: 1\nblock: { fixable: yes }", "version: 1\nblock: { fixable: 'true' }", "version: 1\nblock: { fixable: true, fix-state: fixed }", "version: 1\nblock: { new: 1 }",
        "version: 1\nblock: { fix-state: [] }", "version: 1\nblock: { fix-state: gone }", "version: 1\nblock: { epss: 1.01 }", "version: 1\nblock: { epss: -0.1 }", "version: 1\nblock: { epss: '0.5' }",
        "version: 1\nblock: { older-than-days: -1 }", "version: 1\nblock: { older-than-days: 1.5 }", "version: 1\nblock: { older-than-days: 36501 }",
        "version: 1\nblock: { target: images }", "version: 1\nblock: { origin: [app] }", "version: 1\nblock: { ecosystem: [] }", "version: 1\nblock: { ecosystem: pacman }",
        "version: 1\nblock: [{ severity: high }, {}]", "version: 1\nblock: { secrets: true }", "version: 1\nblock: { known-exploited: yes }", "version: 1\nblock: { end-of-life: old }", "version: 1\nblock: { malware: [any] }",
        "version: 1\ngrace-days: 7", "version: 1\ngrace-days: { any: 7 }", "version: 1\ngrace-days: { high: 3651 }", "version: 1\ngrace-days: { high: seven }",
        "version: 1\noverrides: [PGD007]", "version: 1\noverrides: { PGD7: off }", "version: 1\noverrides: { PG1004: off }", "version: 1\noverrides: { PGD007: none }", "version: 1\noverrides: { 'CVE-2024-1 ': off }", "version: 1\noverrides: { PGD007: { severity: off } }",
        "version: 1\nwaivers: { id: CVE-2024-1 }", "version: 1\nwaivers: [CVE-2024-1]", "version: 1\nwaivers:",
        Waiver("id: CVE-2024-1\n    reason: r"), Waiver("id: CVE-2024-1\n    expires: 2027-01-31"), Waiver("reason: r\n    expires: 2027-01-31"),
        Waiver("id: openssl\n    reason: r\n    expires: 2027-01-31"), Waiver("id: CVE-2024-1\n    reason: ''\n    expires: 2027-01-31"), Waiver("id: CVE-2024-1\n    reason: ' '\n    expires: 2027-01-31"),
        Waiver("id: CVE-2024-1\n    reason: 42\n    expires: 2027-01-31"), Waiver("id: CVE-2024-1\n    reason:\n    expires: 2027-01-31"),
        Waiver("id: CVE-2024-1\n    reason: r\n    expires: never"), Waiver("id: CVE-2024-1\n    reason: r\n    expires: 2027-1-31"), Waiver("id: CVE-2024-1\n    reason: r\n    expires: 20270131"), Waiver("id: CVE-2024-1\n    reason: r\n    expires: 2027-01-31T00:00:00Z"), Waiver("id: CVE-2024-1\n    reason: r\n    expires: 2027-02-30"),
        Waiver("id: CVE-2024-1\n    package: openssl\n    reason: r\n    expires: 2027-01-31"), Waiver("id: CVE-2024-1\n    path: ''\n    reason: r\n    expires: 2027-01-31"), Waiver("id: CVE-2024-1\n    version: 1\n    reason: r\n    expires: 2027-01-31"),
        Waiver($"id: CVE-2024-1\n    path: {new string('a', 501)}\n    reason: r\n    expires: 2027-01-31"), Waiver($"id: CVE-2024-1\n    package: pkg:npm/{new string('a', 501)}\n    reason: r\n    expires: 2027-01-31"), Waiver($"id: CVE-2024-1\n    reason: {new string('a', 2001)}\n    expires: 2027-01-31"),
        "version: 1\nsecrets: off", "version: 1\nsecrets: { allow: any }", "version: 1\nsecrets: { deny: [] }",
        Allowed("reason: r\n      expires: 2027-01-31"), Allowed("path: a\n      reason: r"), Allowed("path: a\n      expires: 2027-01-31"), Allowed("path: ''\n      reason: r\n      expires: 2027-01-31"),
        Allowed("rule: PGD007\n      reason: r\n      expires: 2027-01-31"), Allowed("hash: 0f1e\n      reason: r\n      expires: 2027-01-31"), Allowed("hash: 0f1e2d3c4b5a697x\n      reason: r\n      expires: 2027-01-31"),
        "version: 1\nincomplete: pass", "version: 1\nincomplete: true", "version: 1\nadvisories: 7", "version: 1\nadvisories: { max-age-days: 0 }", "version: 1\nadvisories: { max-age: 7 }", "version: 1\nadvisories: { unrated: any }",
        "version: 1\nmalware: any", "version: 1\nmalware: { hashes: [] }", "version: 1\nmalware: { clamd: '' }", "version: 1\nmalware: { integrity: some }", "version: 1\nmalware: { lists: a.txt }",
        "version: 1\nend-of-life: any", "version: 1\nend-of-life: { warn-days: -1 }", "version: 1\nend-of-life: { warn-days: 3651 }", "version: 1\nend-of-life: { days: 90 }",
        "version: 1\ncompliance: cis-docker", "version: 1\ncompliance: [pci]", "version: 1\ncompliance: ['']", "version: 1\ncompliance: [[./mine.yml]]", "version: 1\ntrusted-registries: []", "version: 1\ntrusted-registries: ['']", "version: 1\ntrusted-registries: { a: b }",
        "version: 1\ndockerfile: forbid", "version: 1\ndockerfile: { ignore-comments: off }", "version: 1\ndockerfile: { hadolint-config: forbid }", "version: 1\ndockerfile: { ignore: forbid }",
    ];

    public static TheoryData<string> Accepted =>
    [
        "version: 1", "version: 1\nblock: off\nwarn: off", "version: 1\nblock: [{ severity: any }]", "version: 1\nblock: { fix-state: fixed, epss: 1 }", "version: 1\nwarn: { ecosystem: npm, epss: 0 }",
        "version: 1\nwaivers: []\ncompliance: []\noverrides: {}\ngrace-days: {}\nadvisories: {}", "version: 1\noverrides: { PGV001: off, GHSA-aaaa-bbbb-cccc: low, DLA-3621-1: info }",
        "version: 1\nsecrets: {}", "version: 1\nsecrets: { allow: [] }", Allowed("path: app/**\n      rule: PGS100\n      hash: 0F1E2D3C4B5A6978\n      reason: r\n      expires: 2027-01-31"),
        "version: 1\ndockerfile: {}", "version: 1\ndockerfile: { ignore-comments: with-reason, hadolint-config: tighten-only }",
        "version: 1\nmalware: { hashes: [a.txt, b.csv], clamd: 'unix:/run/clamav/clamd.ctl', integrity: full }", "version: 1\nmalware: { hashes: a.txt }",
        "version: 1\ncompliance: [cis-docker, ./mine.yml, ours.yaml, 'C:\\ours', hipaa]", "version: 1\ntrusted-registries: docker.io", "version: 1\ntrusted-registries: ['*.example.com', docker.io/library]",
        "version: 1\nend-of-life: {}", "version: 1\nend-of-life: { warn-days: 0 }\nblock: { end-of-life: any }",
        Waiver("id: CVE-2024-1\n    package: pkg:npm/@angular/*\n    path: app/**\n    target: shop:*\n    reason: r\n    expires: '2027-01-31'"),
    ];

    [Theory, MemberData(nameof(Refused))]
    public async Task What_the_schema_refuses_the_parser_refuses(string yaml)
    {
        Assert.NotEmpty(await Complaints(yaml));
        Assert.NotEmpty(PolicyParser.Read(yaml, "p.yml").Mistakes);
    }

    [Theory, MemberData(nameof(Accepted))]
    public async Task What_the_parser_accepts_the_schema_accepts(string yaml)
    {
        Assert.Empty(PolicyParser.Read(yaml, "p.yml").Mistakes);
        Assert.Empty(await Complaints(yaml));
    }

    [Fact]
    public async Task The_starter_policy_fits_the_schema() => Assert.Empty(await Complaints(PolicyFile.Starter));

    [Fact]
    public void Schema_and_parser_know_the_same_keys()
    {
        Assert.Equal(PolicyKeys.Policy.Keys, Keys(""));
        Assert.Equal(PolicyKeys.Line.Keys, Keys("$defs/line"));
        Assert.Equal(PolicyKeys.Waiver.Keys, Keys("$defs/waiver"));
        Assert.Equal(PolicyKeys.Secrets.Keys, Keys("properties/secrets"));
        Assert.Equal(PolicyKeys.AllowedSecret.Keys, Keys("$defs/allowedSecret"));
        Assert.Equal(PolicyKeys.AllowedSecret.Required, Words("$defs/allowedSecret", "required"));
        Assert.Equal(PolicyKeys.GraceDays.Keys, Keys("properties/grace-days"));
        Assert.Equal(PolicyKeys.Advisories.Keys, Keys("properties/advisories"));
        Assert.Equal(PolicyKeys.Dockerfile.Keys, Keys("properties/dockerfile"));
        Assert.Equal(PolicyKeys.Malware.Keys, Keys("properties/malware"));
        Assert.Equal(PolicyKeys.EndOfLife.Keys, Keys("properties/end-of-life"));
        Assert.Equal(PolicyKeys.Policy.Required, Words("", "required"));
        Assert.Equal(PolicyKeys.Waiver.Required, Words("$defs/waiver", "required"));
    }

    [Fact]
    public void Schema_and_parser_know_the_same_words()
    {
        Assert.Equal(PolicyWords.Severities.Keys, Words("$defs/severity", "enum"));
        Assert.Equal(PolicyWords.Bars.Keys, Words("$defs/bar", "enum"));
        Assert.Equal(PolicyWords.FixStates.Keys, Words("$defs/fixState", "enum"));
        Assert.Equal(PolicyWords.Ecosystems.Keys, Words("$defs/ecosystem", "enum"));
        Assert.Equal(PolicyWords.Targets.Keys, Words("$defs/line/properties/target", "enum"));
        Assert.Equal(PolicyWords.Origins.Keys, Words("$defs/line/properties/origin", "enum"));
        Assert.Equal(PolicyWords.Incomplete.Keys, Words("properties/incomplete", "enum"));
        Assert.Equal(PolicyWords.IgnoreComments.Keys, Words("properties/dockerfile/properties/ignore-comments", "enum"));
        Assert.Equal(PolicyWords.HadolintConfigs.Keys, Words("properties/dockerfile/properties/hadolint-config", "enum"));
        Assert.Equal(PolicyWords.Integrity.Keys, Words("properties/malware/properties/integrity", "enum"));
        Assert.Equal(PolicyWords.Standards.Keys, Words("$defs/standard", "enum"));
        Assert.Equal(PolicyWords.Overrides.Keys, At("properties/overrides/patternProperties").AsObject().Single().Value!["enum"]!.AsArray().Select(word => (string)word!));
    }

    [Fact]
    public void Every_key_tells_an_editor_what_it_does()
    {
        Assert.All(At("properties").AsObject().Concat(At("$defs/line/properties").AsObject()).Where(pair => pair.Key.Length > 0), pair => Assert.NotNull(pair.Value!["description"]));
    }

    /// <summary>What the schema has against a policy; NJsonSchema is a validator we did not write.</summary>
    internal static async Task<string[]> Complaints(string yaml)
    {
        var tree = YamlTreeReader.Read(yaml, new("p.yml"));
        return [.. (await Schema).Validate(tree is null ? "null" : Json(tree)?.ToJsonString() ?? "null").Select(complaint => complaint.ToString())];
    }

    // YAML 1.2.2 §10.2, the JSON schema of YAML: what an editor makes of the text.
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Json)]),
        YamlScalar { IsPlain: true, Text: "" or "null" or "~" } => null,
        YamlScalar { IsPlain: true, Text: "true" } => true,
        YamlScalar { IsPlain: true, Text: "false" } => false,
        YamlScalar { IsPlain: true, Text: var text } when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        YamlScalar { IsPlain: true, Text: var text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        YamlScalar scalar => scalar.Text,
        _ => throw new ArgumentException(node.ToString()),
    };

    private static string Allowed(string lines) => $"version: 1\nsecrets:\n  allow:\n    - {lines}";

    private static string Waiver(string lines) => $"version: 1\nwaivers:\n  - {lines}";

    private static JsonNode At(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(Tree, (node, name) => node[name]!);

    private static IEnumerable<string> Keys(string path) => At(path)["properties"]!.AsObject().Select(pair => pair.Key);

    private static IEnumerable<string> Words(string path, string list) => At(path)[list]!.AsArray().Select(word => (string)word!);
}
