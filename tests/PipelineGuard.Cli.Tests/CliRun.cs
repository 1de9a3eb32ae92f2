namespace PipelineGuard.Cli;

/// <summary>What one command line printed and returned.</summary>
public sealed record CliRun(int Code, string Out, string Error)
{
    /// <summary>Runs the command in this process, as a pipe would see it.</summary>
    public static Task<CliRun> Of(params string[] arguments) => Of(input: null, arguments);

    /// <summary>The same with something on standard input.</summary>
    public static async Task<CliRun> Of(Stream? input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, OutIsTerminal: false, ErrorIsTerminal: false) { In = input };
        int code = await CommandLine.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts the exit code and shows what was printed when it is another.</summary>
    public CliRun Exits(int code)
    {
        Assert.True(code == Code, $"expected exit code {code}, got {Code}\n--- out\n{Out}\n--- error\n{Error}");
        return this;
    }

    /// <summary>Asserts that a user's mistake is told in one line without a stack trace.</summary>
    public CliRun SaysInOneLine(params string[] parts)
    {
        Assert.Single(Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        foreach (var part in parts) Assert.Contains(part, Error, StringComparison.Ordinal);
        return this;
    }
}
