using System.Collections.Immutable;
using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Scanning;

/// <summary>The names under which a user sets <see cref="ReadLimits"/>.</summary>
internal static class ReadLimitTable
{
    private static readonly ImmutableArray<(string Name, Func<ReadLimits, long, ReadLimits> Set)> Rows =
    [
        ("layer-bytes", (limits, value) => limits with { LayerBytes = value }),
        ("layer-entries", (limits, value) => limits with { LayerEntries = checked((int)value) }),
        ("expansion-ratio", (limits, value) => limits with { ExpansionRatio = checked((int)value) }),
        ("file-bytes", (limits, value) => limits with { FileBytes = checked((int)value) }),
        ("manifest-bytes", (limits, value) => limits with { ManifestBytes = checked((int)value) }),
        ("header-bytes", (limits, value) => limits with { HeaderBytes = checked((int)value) }),
        ("sbom-bytes", (limits, value) => limits with { SbomBytes = checked((int)value) }),
        ("layers", (limits, value) => limits with { Layers = checked((int)value) }),
    ];

    /// <summary>The names, for the help.</summary>
    public static IEnumerable<string> Names => Rows.Select(row => row.Name);

    /// <summary>Sets one limit from <c>NAME=VALUE</c>; the value may end in K, M or G (1,024 and its powers).</summary>
    /// <exception cref="GuardException">PG1001: no such limit, or not a number above zero.</exception>
    public static ReadLimits Apply(ReadLimits limits, string text)
    {
        var parts = text.Split('=', 2);
        var row = Rows.FirstOrDefault(row => row.Name == parts[0]);
        if (row.Set is null) throw Wrong($"'{parts[0]}' is not a limit.");
        if (parts.Length < 2 || Number(parts[1]) is not { } value) throw Wrong($"'{text}' has no number above zero behind '='.");
        try
        {
            return row.Set(limits, value);
        }
        catch (OverflowException)
        {
            throw Wrong($"'{text}' is too large.");
        }
    }

    private static long? Number(string text)
    {
        int shift = text.Length == 0 ? 0 : char.ToUpperInvariant(text[^1]) switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        var digits = shift == 0 ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is > 0 and < (1L << 32)
            ? number << shift
            : null;
    }

    private static GuardException Wrong(string detail) => new(Problems.BadUsage, "--limit", detail);
}
