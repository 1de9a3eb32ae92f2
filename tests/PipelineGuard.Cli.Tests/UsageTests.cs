namespace PipelineGuard.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("scan", "--help")]
    [InlineData("sbom", "--help")]
    [InlineData("explain", "--help")]
    [InlineData("db", "update", "--help")]
    [InlineData("db", "build", "--help")]
    [InlineData("policy", "check", "--help")]
    [InlineData("publish", "github", "--help")]
    [InlineData("rules", "explain", "--help")]
    [InlineData("compliance", "show", "--help")]
    [InlineData("compliance", "check", "--help")]
    public async Task Help_ends_with_examples(params string[] arguments)
    {
        var run = (await CliRun.Of(arguments)).Exits(0);

        Assert.Matches(@"Examples:\n(  .*pipelineguard .+\n)+$", run.Out);
    }

    [Theory]
    [InlineData("scan", "x.tar", "-h")]
    [InlineData("scan", "-?")]
    [InlineData("db", "update", "-h")]
    public async Task Help_is_given_wherever_it_is_asked_for(params string[] arguments)
    {
        var run = (await CliRun.Of(arguments)).Exits(0);

        Assert.Contains("Usage:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_given_when_a_response_file_asks_for_it()
    {
        using var folder = new TempFolder();
        var file = folder.Write("line.rsp", "--help");

        Assert.Contains("Usage:", (await CliRun.Of("scan", "@" + file)).Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_is_listed_by_its_own_name()
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, OutIsTerminal: false, ErrorIsTerminal: false);

        Assert.All(CommandLine.Commands, command => Assert.Equal(command.Name, command.Make(terminal).Name));
    }

    [Theory]
    [InlineData("no-such-verb")]
    [InlineData("scan")]
    [InlineData("scan", "x.tar", "--no-such-option")]
    [InlineData("scan", "x.tar", "--fail-on", "terrible")]
    [InlineData("scan", "x.tar", "--fail-on", "3")]
    [InlineData("scan", "x.tar", "--exit-code-warn", "300")]
    [InlineData("scan", "x.tar", "-o", "papyrus")]
    [InlineData("scan", "x.tar", "-o", "sarif=")]
    [InlineData("scan", "x.tar", "--limit", "bytes=1")]
    [InlineData("scan", "x.tar", "--limit", "layer-bytes=-1")]
    [InlineData("scan", "x.tar", "--limit", "file-bytes=8G")]
    [InlineData("scan", "x.tar", "--policy", "no-such-file.yml")]
    [InlineData("scan", "x.tar", "-o", "compliance")]
    [InlineData("scan", "x.tar", "--compliance", "cis-doker")]
    [InlineData("compliance", "show", "cis-doker")]
    [InlineData("compliance", "check", "no-such-file.yml")]
    [InlineData("sbom")]
    [InlineData("sbom", "x.tar", "-o", "sarif")]
    [InlineData("sbom", "x.tar", "--fail-on", "high")]
    [InlineData("rules", "explain", "PG0000")]
    public async Task A_wrong_line_is_told_in_one_line_and_exits_2(params string[] arguments) =>
        (await CliRun.Of(arguments)).Exits(2).SaysInOneLine("PG100");

    [Fact]
    public async Task A_missing_target_exits_4() =>
        (await CliRun.Of("scan", "no-such-image.tar")).Exits(4).SaysInOneLine("PG2001", "no-such-image.tar");

    [Fact]
    public async Task Text_that_could_move_the_cursor_is_not_printed()
    {
        var run = await CliRun.Of("scan", "\u001b[2Jno-such-image\r\n::error::x");

        Assert.DoesNotContain('\u001b', run.Error);
        run.Exits(4).SaysInOneLine("PG2001");
    }

    [Fact]
    public async Task Rules_and_problems_can_be_listed_and_explained()
    {
        var list = (await CliRun.Of("rules", "list")).Exits(0);
        Assert.Contains("PG4002", list.Out, StringComparison.Ordinal);

        var one = (await CliRun.Of("rules", "explain", "pg4002")).Exits(0);
        Assert.Contains("too old", one.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_was_printed_is_fine_as_a_file()
    {
        using var folder = new TempFolder();
        var file = folder["mine.yml"];
        await File.WriteAllTextAsync(file, (await CliRun.Of("compliance", "show", "cis-docker")).Exits(0).Out, TestContext.Current.CancellationToken);

        Assert.EndsWith("is fine.\n", (await CliRun.Of("compliance", "check", file)).Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains("cis-docker    12 controls   CIS Docker Benchmark", (await CliRun.Of("compliance", "list")).Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_rules_is_json_when_asked_for()
    {
        var run = (await CliRun.Of("rules", "list", "--json")).Exits(0);

        using var json = System.Text.Json.JsonDocument.Parse(run.Out);
        Assert.True(json.RootElement.GetProperty("problems").GetArrayLength() > 20);
    }
}
