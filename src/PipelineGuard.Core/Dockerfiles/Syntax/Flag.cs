using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>An option of an instruction: <c>--from=build</c>, <c>--link</c>.</summary>
/// <param name="Name">Without the dashes, as written.</param>
/// <param name="Value">What stands behind the equals sign, quotes removed, variables as written; null when there is none.</param>
/// <param name="Span">The whole option.</param>
internal sealed record Flag(string Name, string? Value, TextSpan Span) : ISyntax
{
    /// <summary>The value read as <c>key=value,key=value</c>, as <c>--mount</c> has it; a part without an equals sign is a key with a null value.</summary>
    public ImmutableArray<FlagOption> Options => field.IsDefault ? field = FlagOption.Split(Value ?? "") : field;
}

/// <summary>One <c>key=value</c> of a flag.</summary>
/// <param name="Key">In lower case.</param>
/// <param name="Value">Null when there is no equals sign.</param>
internal sealed record FlagOption(string Key, string? Value)
{
    /// <summary>Splits at commas; a field in double quotes may hold commas, as in CSV (RFC 4180 §2), which is what BuildKit reads.</summary>
    public static ImmutableArray<FlagOption> Split(string text)
    {
        var options = ImmutableArray.CreateBuilder<FlagOption>();
        int start = 0;
        bool quoted = false;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '"') quoted = !quoted;
            if (at < text.Length && (text[at] != ',' || quoted)) continue;
            if (at > start) options.Add(Read(text[start..at].Replace("\"", "", StringComparison.Ordinal)));
            start = at + 1;
        }
        return options.DrainToImmutable();
    }

    private static FlagOption Read(string field) => field.IndexOf('=', StringComparison.Ordinal) switch
    {
        < 0 => new(field.Trim().ToLowerInvariant(), null),
        var equals => new(field[..equals].Trim().ToLowerInvariant(), field[(equals + 1)..]),
    };
}
