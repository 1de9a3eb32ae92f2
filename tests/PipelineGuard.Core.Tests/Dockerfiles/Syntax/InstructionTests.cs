namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>What the parser makes of single instructions.</summary>
public sealed class InstructionTests
{
    [Fact]
    public void Joins_lines_and_leaves_comments_and_blank_lines_out()
    {
        var file = Dockerfile.Parse(Corpus.Bytes("comments-in-continuation.dockerfile"));
        var run = file.All<RunInstruction>().Single();

        // The last line asks for one more, and blank lines do not count: the CMD belongs to the RUN, as it does for BuildKit.
        Assert.Equal("apt-get update     && apt-get install -y curl CMD [\"bash\"]", run.Arguments.Text);
        Assert.Equal(["# not indented", "# indented, ends with a backslash \\"], run.Comments.Select(span => file.Source[span].ToString()));
        Assert.Equal(2, file.Instructions.Length);
    }

    [Theory]
    [InlineData("RUN a \\\n b", "a  b")]
    [InlineData("RUN a \\  \n b", "a  b")]
    [InlineData("RUN a \\\r\n b\r\n", "a  b")]
    [InlineData("# escape=`\nRUN a `\n b \\", "a  b \\")]
    [InlineData("RUN a \\\\\n", "a \\\\")]
    [InlineData("RUN a \\", "a")]
    public void A_line_goes_on_behind_the_escape_character(string text, string expected) =>
        Assert.Equal(expected, Dockerfile.Parse(text).All<RunInstruction>().Single().Arguments.Text);

    [Fact]
    public void Reads_directives_only_at_the_top()
    {
        var file = Dockerfile.Parse(Corpus.Bytes("check-directive.dockerfile"));

        Assert.Equal("docker/dockerfile:1", file.Directive("syntax"));
        Assert.Equal("skip=JSONArgsRecommended,StageNameCasing;error=true", file.Directive("check"));
        Assert.Equal('\\', file.Instructions[0].Escape);
        Assert.Equal(2, file.Nodes.OfType<Comment>().Count());
    }

    [Fact]
    public void Reads_flags_and_mounts()
    {
        var file = Dockerfile.Parse(Corpus.Bytes("mounts.dockerfile"));
        var run = file.All<RunInstruction>().Single();
        var copies = file.All<CopyInstruction>().ToList();

        Assert.Equal("npm ci", run.Arguments.Text);
        Assert.Equal(["secret", "ssh", "bind", "tmpfs"], run.Mounts.Select(mount => mount.Type));
        Assert.Equal(["/root/.npmrc", null, "/mnt", "/tmp"], run.Mounts.Select(mount => mount.Target));
        Assert.Equal(("true", "busybox:1.36"), (run.Mounts[0]["required"], run.Mounts[2].From));
        Assert.Equal("none", run.Flag("network")!.Value);
        Assert.Equal(["*.md", "docs"], copies[0].Flags.Where(flag => flag.Name == "exclude").Select(flag => flag.Value));
        Assert.Null(copies[0].Flag("parents")!.Value);
        Assert.Equal(["https://example.com/a.tar.gz"], copies[1].Sources.Select(word => word.Text));
        Assert.Empty(file.Problems);
    }

    [Fact]
    public void A_field_in_quotes_may_hold_commas() =>
        Assert.Equal([new("type", "bind"), new("target", "/a,b"), new("ro", null)], FlagOption.Split("type=bind,\"target=/a,b\",RO"));

    [Fact]
    public void Reads_heredocs()
    {
        var file = Dockerfile.Parse(Corpus.Bytes("heredoc-copy.dockerfile"));
        var copy = file.All<CopyInstruction>().First();

        Assert.Equal(["index.html", "robots.txt"], copy.Heredocs.Select(heredoc => heredoc.Name));
        Assert.Equal(["<html>${NAME}</html>\n", "User-agent: *\n"], copy.Heredocs.Select(heredoc => heredoc.Body.Text));
        Assert.Equal([true, false], copy.Heredocs.Select(heredoc => heredoc.Expands));
        Assert.Equal("/usr/share/nginx/html/", copy.Destination!.Text);
        Assert.Equal(4, file.Instructions.Length);
    }

    [Theory]
    [InlineData("RUN cat<<EOF", 0)]
    [InlineData("RUN cat <<<EOF", 0)]
    [InlineData("RUN echo \"<<EOF\"", 0)]
    [InlineData("RUN [\"cat\", \"<<EOF\"]", 0)]
    [InlineData("CMD cat <<EOF", 0)]
    [InlineData("RUN echo $((1 << 3))", 0)]
    [InlineData("RUN cat 3<<-'EOF'", 1)]
    [InlineData("ONBUILD RUN cat <<EOF", 1)]
    public void Knows_what_announces_a_heredoc(string text, int expected) =>
        Assert.Equal(expected, Dockerfile.Parse(text + "\nEOF\n").Instructions[0].Heredocs.Length);

    [Theory]
    [InlineData("RUN [\"a\", \"b c\"]", "a|b c")]
    [InlineData("RUN [ ]", "")]
    [InlineData("RUN [\"\\u0041\\n\\\"\"]", "A\n\"")]
    [InlineData("RUN [\"a\"] trailing", "a")]
    [InlineData("RUN ['a']", null)]
    [InlineData("RUN [\"a\", 1]", null)]
    [InlineData("RUN [\"a\",]", null)]
    [InlineData("RUN [\"c:\\windows\"]", null)]
    [InlineData("RUN [ -f x ] && y", null)]
    public void Takes_only_an_array_of_strings_for_the_exec_form(string text, string? expected)
    {
        var run = Dockerfile.Parse(text).All<RunInstruction>().Single();

        Assert.Equal(expected is not null, run.IsExecForm);
        Assert.Equal(expected ?? "", string.Join('|', run.Exec));
    }

    [Fact]
    public void Reads_pairs_in_both_forms()
    {
        var file = Dockerfile.Parse(Corpus.Bytes("legacy-forms.dockerfile"));
        var envs = file.All<EnvInstruction>().ToList();

        Assert.True(envs[0].IsLegacy);
        Assert.Equal(("GREETING", "hello   world"), (envs[0].Pairs[0].Name, envs[0].Pairs[0].Value!.Text));
        Assert.Equal(["one=1", "two=a b", "three=a b", "four=x"], envs[1].Pairs.Select(pair => $"{pair.Name}={envs[1].Scope.Expand(pair.Value!)}"));
        Assert.Equal("four", file.Source[envs[1].Pairs[3].NameSpan].ToString());
    }

    [Fact]
    public void Reads_health_checks()
    {
        var checks = Dockerfile.Parse(Corpus.Bytes("healthchecks.dockerfile")).All<HealthcheckInstruction>().ToList();

        Assert.True(checks[0].IsNone);
        Assert.Equal(["/bin/check", "-x"], checks[1].Exec.Select(word => word.Text));
        Assert.Equal("5m", checks[1].Flag("interval")!.Value);
        Assert.Equal(["wget", "exit"], checks[2].Script.Commands.Select(command => command.Name));
    }

    [Fact]
    public void Finds_what_stands_behind_ONBUILD()
    {
        var file = Dockerfile.Parse(Corpus.Bytes("onbuild.dockerfile"));

        Assert.Equal(["npm ci && npm cache clean --force", "<<EOF"], file.All<RunInstruction>().Select(run => run.Arguments.Text));
        Assert.Equal(["echo"], file.All<RunInstruction>().Last().Script.Commands.Select(command => command.Name));
    }
}
