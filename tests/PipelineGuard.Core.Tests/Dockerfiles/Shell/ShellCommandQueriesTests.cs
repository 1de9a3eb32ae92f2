namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>The questions that rules ask about a command.</summary>
public sealed class ShellCommandQueriesTests
{
    [Theory]
    [InlineData("rm -rf /var/lib/apt/lists/*", true)]
    [InlineData("rm -rf /var/lib/apt", true)]
    [InlineData("rm -rf /var/lib/apt/lists/partial", true)]
    [InlineData("find /var/lib/apt/lists -type f -delete", true)]
    [InlineData("rm -rf /var/lib/aptitude", false)]
    [InlineData("rm -rf /", false)]
    [InlineData("ls /var/lib/apt/lists", false)]
    public void Knows_what_is_deleted(string script, bool expected) => Assert.Equal(expected, Only(script).Deletes("/var/lib/apt/lists"));

    [Theory]
    [InlineData("rm -rf ~/.cache/pip", true)]
    [InlineData("rm -rf /root/.cache", true)]
    [InlineData("rm -rf \"$HOME/.cache/pip\"", true)]
    [InlineData("rm -rf /root/cache", false)]
    public void Finds_folders_below_a_home(string script, bool expected) => Assert.Equal(expected, Only(script).Deletes(".cache/pip"));

    [Theory]
    [InlineData("tool $OPTIONS x", true)]
    [InlineData("tool \"$NAME\"", false)]
    [InlineData("tool name=$VERSION", false)]
    public void Knows_where_options_may_hide(string script, bool expected) => Assert.Equal(expected, Only(script).MayHoldMoreOptions);

    [Theory]
    [InlineData("A=1 tool", true)]
    [InlineData("export A=1", true)]
    [InlineData("env A=1 tool", true)]
    [InlineData("AB=1 tool", false)]
    [InlineData("echo A=1", false)]
    public void Knows_which_variables_are_set(string script, bool expected) => Assert.Equal(expected, Only(script).Sets("A"));

    [Theory]
    [InlineData("bash -c 'tool'", "bash")]
    [InlineData("bash -c 'echo \"$(tool)\"'", "bash")]
    [InlineData("(tool)", null)]
    public void Knows_the_shell_that_runs_a_command(string script, string? expected) =>
        Assert.Equal(expected, Scripts.Commands(script).Single(command => command.Name == "tool").Interpreter);

    [Theory]
    [InlineData("pip3.12 install -r a.txt flask", "flask")]
    [InlineData("python3 -m pip install -i https://example.com flask", "flask")]
    [InlineData("uv pip install --system flask", "flask")]
    [InlineData("wget -qO- https://example.com", "https://example.com")]
    public void Finds_what_a_program_works_on(string script, string expected) =>
        Assert.Equal(expected, Only(script).PackageArguments.LastOrDefault()?.Text ?? Only(script).Operands.Single().Text);

    [Theory]
    [InlineData("A=1; export B=2 C; read -r D", "A B C D")]
    [InlineData("echo A=1", "")]
    public void Finds_the_variables_of_a_script(string script, string expected)
    {
        var run = Dockerfile.Parse($"FROM debian:12.5\nRUN {script}").All<Syntax.RunInstruction>().Single();

        Assert.Equal(expected, string.Join(' ', ShellVariables.SetIn(run.Script).Order(StringComparer.Ordinal)));
    }

    private static ShellCommand Only(string script) => Scripts.Commands(script)[0];
}
