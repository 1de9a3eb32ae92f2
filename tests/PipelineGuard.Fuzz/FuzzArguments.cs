using System.Collections.Immutable;
using System.Globalization;

namespace PipelineGuard.Fuzz;

/// <summary>What the command line says.</summary>
internal sealed record FuzzArguments
{
    public const string Usage = """
        Usage: fuzz [--seconds N] [--seed N] [--out FOLDER] [--replay FILE] [TARGET...]
          --seconds N    how long in all, shared by the targets (default 60)
          --seed N       the same seed gives the same inputs in the same order (default 1)
          --out FOLDER   where inputs that fail are saved (default: crashes)
          --replay FILE  gives this one input to the targets, and lets the exception out
        """;

    /// <summary>How long in all.</summary>
    public TimeSpan Time { get; private init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where the random numbers begin.</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>Where failing inputs go.</summary>
    public string Out { get; private init; } = "crashes";

    /// <summary>One saved input; null to make inputs.</summary>
    public string? Replay { get; private init; }

    /// <summary>The targets; empty for all.</summary>
    public ImmutableArray<string> Targets { get; private init; } = [];

    /// <summary>Reads a command line; null when it makes no sense.</summary>
    public static FuzzArguments? Parse(string[] args)
    {
        var result = new FuzzArguments();
        for (int i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) result = result with { Targets = result.Targets.Add(args[i]) };
            else if (i + 1 == args.Length || result.With(args[i], args[++i]) is not { } next) return null;
            else result = next;
        }
        return result;
    }

    private FuzzArguments? With(string option, string value) => option switch
    {
        "--seconds" when int.TryParse(value, CultureInfo.InvariantCulture, out int seconds) => this with { Time = TimeSpan.FromSeconds(seconds) },
        "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out int seed) => this with { Seed = seed },
        "--out" => this with { Out = value },
        "--replay" => this with { Replay = value },
        _ => null,
    };
}
