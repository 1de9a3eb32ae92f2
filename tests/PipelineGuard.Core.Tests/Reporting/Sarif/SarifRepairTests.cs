using System.Text;
using System.Text.Json.Nodes;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Images.Building;
using PipelineGuard.Scanning;
using DockerfileChecker = PipelineGuard.Dockerfiles.Rules.DockerfileChecker;
using DockerfileFixer = PipelineGuard.Dockerfiles.Rules.DockerfileFixer;
using DockerfileRule = PipelineGuard.Dockerfiles.Rules.DockerfileRule;
using DockerfileRules = PipelineGuard.Dockerfiles.Rules.DockerfileRules;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>The <c>fixes</c> of a SARIF file, carried out by somebody who knows SARIF and nothing else, make the bytes that <c>pipelineguard fix</c> makes.</summary>
public sealed class SarifRepairTests
{
    // Each round may make room for the next repair, as in the command.
    private const int MostRounds = 10;

    private static readonly Dictionary<string, DockerfileRule> Rules = DockerfileRules.All.ToDictionary(rule => rule.Info.Id);

    /// <summary>Rule and example, of each example that its rule repairs.</summary>
    public static TheoryData<string, string> Repairable
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var rule in Rules.Values)
            {
                foreach (var text in rule.Info.Flags)
                {
                    if (rule.Check(Dockerfile.Parse(text), rule.ExampleContext).Any(finding => finding.Fix?.Edits.IsEmpty == false)) data.Add(rule.Info.Id, text);
                }
            }
            return data;
        }
    }

    public static TheoryData<string> Files => [.. Corpus.Names];

    [Theory, MemberData(nameof(Repairable))]
    public void Every_repair_of_every_rule_is_there_and_gives_the_same_bytes(string id, string text)
    {
        foreach (var written in Variants(text))
        {
            var expected = Encoding.UTF8.GetString(DockerfileFixer.Fix(Encoding.UTF8.GetBytes(written), Rules[id].ExampleContext, isOff: other => other.Value != id).Bytes.Span);

            var once = Repaired(id, written);

            Assert.NotEqual(written, expected);
            Assert.Equal(expected, once);
            Assert.Equal(once, Repaired(id, once));
        }
    }

    [Fact]
    public void Letters_of_two_units_in_front_of_a_repair_on_its_line_are_counted_as_the_file_says()
    {
        const string before = "\uFEFFFROM debian:12.5 # \r\nRUN echo '𝄞 é ☃' && apt-get update && apt-get install curl=1 # 𝄞\r\n";

        var sarif = Sarif("PGD201", before);

        Assert.Equal("utf16CodeUnits", (string?)sarif["runs"]![0]!["columnKind"]);
        var region = sarif["runs"]![0]!["results"]![0]!["fixes"]![0]!["artifactChanges"]![0]!["replacements"]![0]!["deletedRegion"]!;
        Assert.Equal((2, before.Split("\r\n")[1].IndexOf("install", StringComparison.Ordinal)), ((int)region["startLine"]!, (int)region["startColumn"]!));
        Assert.Equal(before.Replace("apt-get install", "apt-get -y install", StringComparison.Ordinal), Repaired("PGD201", before));
    }

    [Theory, MemberData(nameof(Files))]
    public async Task A_scan_of_a_whole_file_carries_what_the_command_does(string name)
    {
        var bytes = Corpus.Bytes(name);
        var source = Dockerfile.Parse(bytes).Source;
        // An edit that would carry a secret into a report is left out of it, and the command makes it all the same.
        if (source.FirstInvalid is not null || name == "secrets.dockerfile") return;
        using var scanned = new Folder(source.Text);
        using var repaired = new Folder(source.Text);

        for (int round = 0; round < MostRounds; round++)
        {
            var report = Path.Combine(scanned.Path, "report.sarif");
            await Guard.RunAsync(new GuardOptions { Targets = [scanned.File], Outputs = [new ReportOutput("sarif", report)], Starter = true, Offline = true }, new SilentLog(), TestContext.Current.CancellationToken);
            var next = Applied(JsonNode.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken))!, scanned.Text);
            if (next == scanned.Text) break;
            scanned.Text = next;
        }

        new DockerfileRepair(null, new TestLog()).Run(repaired.File, write: true);
        Assert.Equal(repaired.Text, scanned.Text);
        Assert.Empty(new DockerfileRepair(null, new TestLog()).Run(repaired.File, write: true));
    }

    private static IEnumerable<string> Variants(string text)
    {
        yield return text;
        yield return text + "\n";
        yield return text.Replace("\n", "\r\n", StringComparison.Ordinal);
        yield return '\uFEFF' + text.Replace("\n", "\r\n", StringComparison.Ordinal);
        // A directive must come first, and a heredoc or a script has lines of its own.
        if (!text.StartsWith('#')) yield return "# 𝄞 é ☃\r\n\r\n" + text;
    }

    // What a file becomes when all fixes of a report about one rule are carried out, until a report has none.
    private static string Repaired(string id, string text)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            var next = Applied(Sarif(id, text), text);
            if (next == text) break;
            text = next;
        }
        return text;
    }

    private static JsonNode Sarif(string id, string text)
    {
        var rule = Rules[id];
        var findings = DockerfileChecker.Check(Dockerfile.Parse(Encoding.UTF8.GetBytes(text)), rule.ExampleContext, null).Where(finding => finding.Rule.Value == id);
        using var writer = new StringWriter();
        SarifReport.Write(TestReport.TwoFindings with { Findings = [.. findings], Rules = [rule.Info], Targets = [new("Dockerfile", "dockerfile") { LogicalName = "Dockerfile" }] }, writer);
        return JsonNode.Parse(writer.ToString())!;
    }

    // SARIF 2.1.0 §3.55 to §3.57 and §3.30: regions count lines and columns from 1 in the columnKind of the run, a byte order mark counts for nothing, the end
    // is exclusive. All replacements of a fix are made, or none; of two fixes that touch each other the first one is.
    private static string Applied(JsonNode sarif, string text)
    {
        var run = sarif["runs"]![0]!;
        Assert.Equal("utf16CodeUnits", (string?)run["columnKind"]);
        int mark = text.StartsWith('\uFEFF') ? 1 : 0;
        var fixes =
            (from result in run["results"]?.AsArray() ?? []
             where result!["suppressions"] is not JsonArray { Count: > 0 }
             from fix in result!["fixes"]?.AsArray().Take(1) ?? []
             let edits = fix!["artifactChanges"]!.AsArray().SelectMany(change => change!["replacements"]!.AsArray()).Select(replacement => Edit(replacement!, text[mark..])).OrderBy(edit => edit.Start).ToList()
             orderby edits[0].Start, (string)result["ruleId"]!
             select edits).ToList();
        var chosen = new List<(int Start, int End, string Text)>();
        foreach (var edits in fixes)
        {
            if (!edits.Exists(edit => chosen.Exists(other => edit.Start <= other.End && other.Start <= edit.End))) chosen.AddRange(edits);
        }
        foreach (var (start, end, inserted) in chosen.OrderByDescending(edit => edit.Start)) text = text[..(mark + start)] + inserted + text[(mark + end)..];
        return text;
    }

    private static (int Start, int End, string Text) Edit(JsonNode replacement, string text)
    {
        var region = replacement["deletedRegion"]!;
        int line = (int)region["startLine"]!, endLine = (int?)region["endLine"] ?? line;
        int start = LineStart(line) + ((int?)region["startColumn"] ?? 1) - 1;
        int end = region["endColumn"] is { } column ? LineStart(endLine) + (int)column - 1 : LineStart(endLine + 1);
        Assert.InRange(start, 0, end);
        Assert.InRange(end, start, text.Length);
        return (start, end, (string?)replacement["insertedContent"]?["text"] ?? "");

        int LineStart(int number)
        {
            int at = 0;
            for (int i = 1; i < number && at < text.Length; i++) at = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
            return at;
        }
    }

    private sealed class Folder : IDisposable
    {
        public Folder(string text) => Text = text;

        public string Path { get; } = Directory.CreateTempSubdirectory("pipelineguard-").FullName;

        public string File => System.IO.Path.Combine(Path, "Dockerfile");

        public string Text
        {
            get => new UTF8Encoding(false).GetString(System.IO.File.ReadAllBytes(File));
            set => System.IO.File.WriteAllBytes(File, new UTF8Encoding(false).GetBytes(value));
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
