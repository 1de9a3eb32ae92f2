using System.Collections.Immutable;
using System.CommandLine;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary>Makes command-line options of the core's table, so that none can be forgotten.</summary>
internal static class ScanOptions
{
    public static ImmutableArray<(GuardOption Row, Option Option)> AddTo(Command command) => AddTo(command, GuardOptionTable.All);

    public static ImmutableArray<(GuardOption Row, Option Option)> AddTo(Command command, IEnumerable<GuardOption> rows)
    {
        ImmutableArray<(GuardOption Row, Option Option)> options = [.. rows.Select(row => (row, Make(row)))];
        foreach (var (_, option) in options) command.Add(option);
        return options;
    }

    public static GuardOptions Read(ParseResult parsed, ImmutableArray<(GuardOption Row, Option Option)> options) =>
        options.Where(pair => parsed.GetResult(pair.Option) is { Implicit: false })
            .Aggregate(new GuardOptions(), (chosen, pair) => pair.Row.Apply(chosen, Values(parsed, pair.Option)));

    private static Option Make(GuardOption row)
    {
        var aliases = row.Letter is { } letter ? new[] { $"-{letter}" } : [];
        Option option = row.Kind switch
        {
            GuardOptionKind.Flag => new Option<bool>($"--{row.Name}", aliases),
            GuardOptionKind.Value => new Option<string>($"--{row.Name}", aliases),
            GuardOptionKind.List => new Option<string[]>($"--{row.Name}", aliases) { Arity = ArgumentArity.OneOrMore },
        };
        option.Description = row.Default is null ? row.Help : $"{row.Help} [default: {row.Default}]";
        option.HelpName = row.ValueName;
        return option;
    }

    private static ImmutableArray<string> Values(ParseResult parsed, Option option) =>
        option is Option<bool> flag
            ? [parsed.GetValue(flag) ? "true" : "false"]
            : [.. parsed.GetResult(option)!.Tokens.Select(token => token.Value)];
}
