using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>What rules get to know about the commands of a RUN.</summary>
public sealed class ShellScriptTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a b && c d || e; f & g", "a b|c d|e|f|g")]
    [InlineData("a | b |& c", "a|b|c")]
    [InlineData("(a; b) && { c; d; }", "a|b|c|d")]
    [InlineData("if a; then b; elif c; then d; else e; fi; f", "a|b|c|d|e|f")]
    [InlineData("while a; do b; done; until c; do d; done", "a|b|c|d")]
    [InlineData("for x in 1 2; do a $x; done && b", "a $x|b")]
    [InlineData("for x; do a; done", "a")]
    [InlineData("for ((i=0; i<3; i++)); do a; done", "a")]
    [InlineData("case $x in a|b) c;; (d) e ;; *) f; esac; g", "c|e|f|g")]
    [InlineData("f() { a; }; f", "a|f")]
    [InlineData("function f { a; }", "a")]
    [InlineData("a $(b `c`) \"$(d)\"", "a $(b `c`) \"$(d)\"|b `c`|c|d")]
    [InlineData("a <(b) >(c)", "a <(b) >(c)|b|c")]
    [InlineData("x=1 y=$(a) b", "b|a")]
    [InlineData("x=(a b) c", "c")]
    [InlineData("a '&& b' \"; c\" \\; d", "a '&& b' \"; c\" \\; d")]
    [InlineData("a # b && c", "a")]
    [InlineData("a#b", "a#b")]
    [InlineData("! a", "a")]
    [InlineData("[[ $a == b && ( c < d ) ]] || e", "[[ $a == b && ( c < d ) ]]|e")]
    [InlineData("((x + 1)) && a", "a")]
    [InlineData("( (a) )", "a")]
    [InlineData("a $((1 + (2 * 3))) ${b:-$(c)}", "a $((1 + (2 * 3))) ${b:-$(c)}|c")]
    [InlineData("a > b 2>&1 < c &> d", "a")]
    [InlineData("a 2>/dev/null b", "a b")]
    [InlineData("sh -c 'a && b'", "sh -c 'a && b'|a|b")]
    [InlineData("bash -o pipefail -ec \"a \\\"b\\\"; c\"", "bash -o pipefail -ec \"a \\\"b\\\"; c\"|a \"b\"|c")]
    [InlineData("shopt -s extglob; rm !(a.b)", "shopt -s extglob|rm !(a.b)")]
    [InlineData("done; a", "a")]
    public void Finds_every_command(string text, string expected)
    {
        var script = Script(text);

        Assert.Equal(expected.Split('|').Order(), Joined(script).Order());
    }

    [Fact]
    public void Reads_scripts_of_several_lines_with_heredocs()
    {
        var file = Dockerfile.Parse("FROM a\nRUN <<END\na\ncat <<X\nrm -rf /\nX\nb \\\n  c\n\n# d\ne\nEND\nUSER x");
        var run = file.All<RunInstruction>().Single();

        Assert.Equal(["a", "cat", "b c", "e"], Joined(run.Script));
        Assert.Equal([3, 4, 7, 11], run.Script.Commands.Select(command => file.Source.PositionOf(command.Span.Start).Line));
    }

    [Fact]
    public void Reads_the_heredoc_given_to_a_shell_but_not_to_other_programs()
    {
        var file = Dockerfile.Parse("FROM a\nRUN bash -e <<A && python3 <<B\nls\nA\nimport os\nB");

        Assert.Equal(["bash -e", "python3", "ls"], Joined(file.All<RunInstruction>().Single().Script));
    }

    [Theory]
    [InlineData("RUN cat <<EOF | sh\nb c\nEOF", 2, 1)]
    [InlineData("RUN cat <<'EOF' | sudo -u app bash -e -s -- x\n  b c\nEOF", 2, 3)]
    [InlineData("RUN sh <<EOF\nb c\nEOF", 2, 1)]
    [InlineData("RUN bash - <<-EOF\n\tb c\n\tEOF", 2, 2)]
    [InlineData("RUN <<A\ntrue\nsh <<EOF\nb c\nEOF\nA", 4, 1)]
    [InlineData("RUN <<A\ncat <<EOF | bash\n b c\nEOF\nd\nA", 3, 2)]
    [InlineData("RUN <<A\nif sh <<-EOF\n\tb c\n\tEOF\nthen d; fi\nA", 3, 2)]
    [InlineData("RUN echo 'b c' | bash", 1, 11)]
    [InlineData("RUN echo -e \"a\\nb c\" | sh -ex", 1, 17)]
    [InlineData("RUN echo a \\; b c | sh", 1, 15)]
    [InlineData("RUN printf '%s\\n' a 'b c' | sh", 1, 22)]
    [InlineData("RUN printf 'a\\nb c\\n' | sh", 1, 16)]
    [InlineData("RUN bash <<< 'b c'", 1, 15)]
    [InlineData("RUN sh -c \"a && b c\"", 1, 17)]
    [InlineData("RUN bash -c $'a\\nb c'", 1, 18)]
    [InlineData("RUN bash -c 'a '\"&& b c\"", 1, 21)]
    [InlineData("RUN busybox sh -c 'b c'", 1, 20)]
    [InlineData("RUN eval \"b c\"", 1, 11)]
    [InlineData("RUN eval b c", 1, 10)]
    [InlineData("RUN eval 'echo \"b c\" | sh'", 1, 17)]
    [InlineData("RUN su app -c 'a; b c'", 1, 19)]
    [InlineData("RUN su -l -c \"b c\" app", 1, 15)]
    [InlineData("RUN [\"bash\", \"-c\", \"echo 'b c' | sh\"]", 1, 27)]
    public void Reads_scripts_that_a_shell_is_fed_with(string text, int line, int column)
    {
        var file = Dockerfile.Parse("FROM a\n" + text);
        var command = file.All<RunInstruction>().Single().Script.Commands.Single(command => command.Name == "b");

        Assert.Equal("b c", command.ToString());
        Assert.Equal((line + 1, column), (file.Source.PositionOf(command.Span.Start).Line, file.Source.PositionOf(command.Span.Start).Column));
    }

    [Theory]
    [InlineData("cat b.sh | sh")]
    [InlineData("echo 'b' | python3")]
    [InlineData("echo 'b' > x.sh | sh")]
    [InlineData("echo b | sh install.sh")]
    [InlineData("echo b | sh -c 'a'")]
    [InlineData("printf '%d b' 1 | sh")]
    [InlineData("eval")]
    [InlineData("su b")]
    [InlineData("echo 'b' | sh < c")]
    public void Takes_nothing_else_for_a_script(string text) =>
        Assert.DoesNotContain(Script(text).Commands, command => command.Name == "b");

    [Theory]
    [InlineData("sh -c \"$(b)\"")]
    [InlineData("eval `b`")]
    [InlineData("echo \"a $(b)\" | sh")]
    public void Reads_what_a_substitution_runs_once(string text)
    {
        var commands = Script(text).Commands;

        Assert.Single(commands, command => command.Name == "b");
        Assert.DoesNotContain(commands, command => command.Name?.Contains(Scope.Unknown, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Reads_scripts_within_substitutions_within_scripts_in_linear_time()
    {
        var text = Enumerable.Range(0, 15).Aggregate("a", (inner, _) => $"sh -c \"$({inner})\"");

        Assert.Equal(16, Script(text).Commands.Count(command => command.Name is not null));
    }

    [Theory]
    [InlineData("RUN a \\\n  && b c", 2, 6)]
    [InlineData("RUN [\"sh\", \"-c\", \"a; b\"]", 1, 22)]
    [InlineData("RUN [\"sh\", \"-c\", \"\\\"a\\\"; b\"]", 1, 26)]
    [InlineData("RUN <<E\nb\nE", 2, 1)]
    [InlineData("RUN <<-E\n\tb\nE", 2, 2)]
    [InlineData("RUN a; \\\n# c\n b", 3, 2)]
    [InlineData("RUN sh -c \"echo \\\"a\\\"; b\"", 1, 24)]
    public void Knows_where_a_command_stands_in_the_file(string text, int line, int column)
    {
        var file = Dockerfile.Parse(text);
        var span = file.All<RunInstruction>().Single().Script.Commands.Single(command => command.Name == "b").NameWord!.Span;

        Assert.Equal(new(line, column), file.Source.PositionOf(span.Start));
        Assert.Equal(new(line, column + 1), file.Source.PositionOf(span.End));
    }

    [Theory]
    [InlineData("sudo -E apt-get install x", "apt-get", "sudo")]
    [InlineData("sudo -u root env A=b /usr/bin/apt-get install x", "apt-get", "sudo,env")]
    [InlineData("exec nice -n 5 timeout -k 5 10s make", "make", "exec,nice,timeout")]
    [InlineData("time gosu app make", "make", "time,gosu")]
    [InlineData("A=b make", "make", "")]
    [InlineData("command -v curl", "command", "")]
    [InlineData("sudo", "sudo", "")]
    [InlineData("$TOOL x", null, "")]
    public void Sees_through_programs_that_run_others(string text, string? name, string prefixes)
    {
        var command = Script(text).Commands.Single();

        Assert.Equal(name, command.Name);
        Assert.Equal(prefixes, string.Join(',', command.Prefixes));
    }

    [Fact]
    public void Answers_what_rules_ask()
    {
        var command = Script("apt-get -o Dpkg::Use-Pty=0 install -qy -t stable --no-install-recommends curl=7.* \"git\" $X").Commands.Single();

        Assert.True(command.Is("apt-get", "install"));
        Assert.False(command.Is("apt-get", "update"));
        Assert.True(command.HasFlag("-y", "--yes"));
        Assert.False(command.HasFlag("-s"));
        Assert.Equal("stable", command.FlagValue("-t", "--target-release"));
        Assert.Equal(["curl=7.*", "git", null], command.PackageArguments.Select(word => word.Value));
        Assert.Equal(["X"], command.Words[^1].Expansions.Select(expansion => expansion.Name));
    }

    [Fact]
    public void Knows_what_a_word_is_made_of()
    {
        var words = Script("echo \"a$X\" $Y '$Z' *.txt ${W:?} https://example.com/$V.tgz").Commands.Single().Arguments;

        Assert.Equal([true, false], words.Take(2).Select(word => word.Expansions.Single().IsQuoted));
        Assert.Equal("$Z", words[2].Value);
        Assert.True(words[3].IsPattern);
        Assert.Equal(":?", words[4].Expansions.Single().Operator);
        Assert.Equal("https://example.com/\uFFFC.tgz", words[5].Shape);
    }

    [Theory]
    [InlineData("x && a", true)]
    [InlineData("x || a", true)]
    [InlineData("a; x", true)]
    [InlineData("x; a", false)]
    [InlineData("x & a", false)]
    [InlineData("set -e; x; a", true)]
    [InlineData("set -e; set +e; x; a", false)]
    [InlineData("x | a", false)]
    [InlineData("set -o pipefail; x | a", true)]
    [InlineData("set -eo pipefail; x | a; b", true)]
    [InlineData("set -e; x | a; b", false)]
    [InlineData("if x; then a; fi; b", true)]
    [InlineData("if a; then x; fi; b", false)]
    [InlineData("if a; then x; fi", true)]
    [InlineData("(x; a) && b", false)]
    [InlineData("(a; x) && b", true)]
    [InlineData("a \"$(x)\"", false)]
    [InlineData("bash -e -c 'x; a'; b", true)]
    [InlineData("sh -c 'a; x'; b", false)]
    public void Knows_whether_a_failure_is_noticed(string text, bool expected) =>
        Assert.Equal(expected, Script(text).Commands.Single(command => command.Name == "x").FailureIsNoticed);

    [Fact]
    public void Starts_with_the_options_of_the_shell_instruction()
    {
        var file = Dockerfile.Parse("FROM a\nSHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN a | b");

        var options = file.All<RunInstruction>().Single().Script.Commands[0].Options;

        Assert.Equal((true, true), (options.ExitOnError, options.PipeFail));
    }

    [Theory]
    [InlineData("echo 'a", 5)]
    [InlineData("echo \"a $(b\"", 5)]
    [InlineData("echo `a", 5)]
    [InlineData("(a; b", 0)]
    [InlineData("if a; then b", 0)]
    [InlineData("a; )", 3)]
    [InlineData("a; fi", 3)]
    public void Reports_what_it_cannot_read(string text, int at)
    {
        var problems = Script(text).Problems;

        Assert.Equal(at + "RUN ".Length, problems[0].Span.Start);
    }

    private static ShellScript Script(string text) => Dockerfile.Parse("RUN " + text).All<RunInstruction>().Single().Script;

    private static IEnumerable<string> Joined(ShellScript script) => script.Commands.Select(command => command.ToString());
}
