using System.Text;
using System.Text.Json;

namespace PipelineGuard.Cli;

/// <summary>Dockerfiles as users hand them in: broken ones, ones with comments that switch rules off, ones to repair.</summary>
public sealed class DockerfileTests
{
    // Something that is found wherever it is read, in a line of its own.
    private const string Rest = "RUN sudo true\n";

    private static readonly string LongLine = new('x', 1 << 20);

    /// <summary>Name, bytes, the place of the finding about what is wrong, and the line in which the rest stands.</summary>
    public static TheoryData<string, byte[], string, int> BadInputs => new()
    {
        { "binary", Utf8("FROM a:1\n\u007FELF\0\u0001\u0002\0\n" + Rest), "PGD001(2,5)", 3 },
        { "UTF-16 with a mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("FROM a:1\n" + Rest)], "PGD001(1,1)", 2 },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes("FROM a:1\n" + Rest), "PGD001(1,1)", 2 },
        { "UTF-16, high byte first", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("FROM a:1\n" + Rest)], "PGD001(1,1)", 2 },
        { "carriage returns", Utf8("FROM a:1\r\nRNU x\r\nRUN sudo true\r\n"), "PGD001(2,1)", 3 },
        { "a line of a megabyte", Utf8($"FROM a:1\nRNU {LongLine}\n{Rest}"), "PGD001(2,1)", 3 },
        { "a heredoc without an end", Utf8("FROM a:1\nRUN cat <<EOF\n" + Rest), "PGD001(2,9)", 3 },
        { "an open quote", Utf8("FROM a:1\nENV A=\"b\n" + Rest), "PGD001(2,7)", 3 },
        { "an open quote in a script", Utf8("FROM a:1\nRUN echo 'b\n" + Rest), "PGD001(2,10)", 3 },
        { "a circle of stages", Utf8("FROM a:1 AS x\nCOPY --from=y /a /\nFROM a:1 AS y\nCOPY --from=x /a /\n" + Rest), "PGD001(4,6)", 5 },
        { "an unknown instruction", Utf8("FROM a:1\nHELLO world\n" + Rest), "PGD001(2,1)", 3 },
        { "no FROM", Utf8("RUN true\n" + Rest), "PGD001(1,1)", 2 },
        { "nothing but NUL", [.. new byte[4096], .. Utf8("\n" + Rest)], "PGD001(1,1)", 2 },
    };

    [Theory, MemberData(nameof(BadInputs))]
    public async Task A_broken_file_is_a_finding_with_its_place_and_the_rest_is_checked(string name, byte[] input, string place, int rest)
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder["Dockerfile"], input, TestContext.Current.CancellationToken);

        var run = await CliRun.Of("scan", folder["Dockerfile"], "-o", $"json={folder["report.json"]}");

        Assert.True(run.Code is 0 or 1, $"{name}: {run.Code}\n{run.Error}");
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        var places = Places(folder["report.json"]);
        Assert.True(places.Contains(place), $"{name}: {place} is not among {string.Join(' ', places)}");
        Assert.Contains($"PGD302({rest},5)", places);
    }

    [Theory, MemberData(nameof(BadInputs))]
    public async Task A_broken_file_is_repaired_once_and_for_all(string name, byte[] input, string place, int rest)
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder["Dockerfile"], input, TestContext.Current.CancellationToken);

        (await CliRun.Of("fix", folder["Dockerfile"])).Exits(0);
        var repaired = await File.ReadAllBytesAsync(folder["Dockerfile"], TestContext.Current.CancellationToken);
        (await CliRun.Of("fix", folder["Dockerfile"])).Exits(0);

        var again = await File.ReadAllBytesAsync(folder["Dockerfile"], TestContext.Current.CancellationToken);
        Assert.True(again.AsSpan().SequenceEqual(repaired), $"{name}, {place}, {rest}");
    }

    [Theory]
    [InlineData("an empty file", "")]
    [InlineData("only comments", "# nothing\n")]
    public async Task A_file_without_instructions_is_a_finding_and_no_crash(string name, string text)
    {
        using var folder = new TempFolder();

        var run = await CliRun.Of("scan", folder.Write("Dockerfile", text), "-o", $"json={folder["report.json"]}");

        Assert.True(run.Code is 0 or 1, $"{name}: {run.Code}\n{run.Error}");
        Assert.Contains(Places(folder["report.json"]), found => found.StartsWith("PGD001(1,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DL3008", "PGD203")]
    [InlineData("dl3006", "PGD007")]
    [InlineData("CKV_DOCKER_2", "PGD014")]
    [InlineData("DS-0026", "PGD014")]
    [InlineData("WorkdirRelativePath", "PGD018")]
    [InlineData("SC2164", "PGD318")]
    public async Task The_name_of_a_rule_in_another_tool_explains_ours(string foreign, string ours)
    {
        var own = (await CliRun.Of("rules", "explain", ours)).Exits(0);
        var run = (await CliRun.Of("rules", "explain", foreign)).Exits(0);

        Assert.Contains(own.Out.Trim(), run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_switches_a_rule_off_for_an_instruction_a_stage_or_the_file_and_the_report_keeps_the_finding()
    {
        using var folder = new TempFolder();
        var file = folder.Write("Dockerfile", """
            # pipelineguard ignore-file=PGD302 reason=ours
            FROM debian:12.5 AS build
            # pipelineguard ignore=PGD203 reason=newest
            RUN apt-get install -y curl
            RUN sudo true
            """);

        (await CliRun.Of("scan", file, "-o", $"json={folder["report.json"]}")).Exits(0);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(folder["report.json"], TestContext.Current.CancellationToken));
        var waived = report.RootElement.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("state").GetString() == "waived").ToList();
        Assert.Equal(["PGD203", "PGD302"], waived.Select(finding => finding.GetProperty("rule").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sarif_carries_the_repairs_that_fix_makes()
    {
        using var folder = new TempFolder();
        var file = folder.Write("Dockerfile", "FROM debian:12.5\nRUN apt-get update && apt-get install curl=7.88.1\n");

        (await CliRun.Of("scan", file, "-o", $"sarif={folder["report.sarif"]}")).Exits(0);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(folder["report.sarif"], TestContext.Current.CancellationToken));
        var result = report.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(found => found.GetProperty("ruleId").GetString() == "PGD201");
        var replacement = result.GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0];
        Assert.Equal(2, replacement.GetProperty("deletedRegion").GetProperty("startLine").GetInt32());
        Assert.Contains("-y", replacement.GetProperty("insertedContent").GetProperty("text").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_labels_that_a_Hadolint_configuration_asks_for_are_asked_for()
    {
        using var folder = new TempFolder();
        folder.Write(".hadolint.yaml", "label-schema:\n  maintainer: text\n  build: semver\nstrict-labels: true\n");
        var file = folder.Write("Dockerfile", "FROM debian:12.5\nLABEL build=newest other=x\n");

        await CliRun.Of("scan", file, "-o", $"json={folder["report.json"]}");

        var rules = Places(folder["report.json"]).Select(place => place[..6]).ToList();
        Assert.Contains("PGD042", rules);
        Assert.Contains("PGD043", rules);
        Assert.Contains("PGD049", rules);
    }

    [Fact]
    public async Task A_Compose_file_in_a_folder_of_its_own_names_Dockerfiles_anywhere_in_the_repository()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder[".git"]);
        folder.Write("api/Dockerfile", "FROM debian:12.5\nRUN sudo true\n");
        var compose = folder.Write("deploy/compose.yaml", "services:\n  api:\n    build: ../api\n");

        (await CliRun.Of("scan", compose, "-o", $"json={folder["report.json"]}")).Exits(0);

        Assert.Contains("PGD302(2,5)", Places(folder["report.json"]));
    }

    [Theory]
    [InlineData("services:\n  db:\n    image: postgres:17\n")]
    [InlineData("services:\n  api:\n    build: ../../elsewhere\n")]
    public async Task A_Compose_file_that_leads_to_no_Dockerfile_is_called_one(string text)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder[".git"]);

        var run = (await CliRun.Of("scan", folder.Write("compose.yaml", text))).Exits(4);

        Assert.Contains("No service of this Compose file is built from a Dockerfile", run.Error, StringComparison.Ordinal);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static List<string> Places(string reportFile)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(reportFile));
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(Place)];
    }

    private static string Place(JsonElement finding)
    {
        var location = finding.GetProperty("location");
        return $"{finding.GetProperty("rule").GetString()}({location.GetProperty("line").GetInt32()},{location.GetProperty("column").GetInt32()})";
    }
}
