using System.Collections.Immutable;
using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.Policy.Reading;

namespace PipelineGuard.Policy;

/// <summary>
/// Reads the ignore file that many repositories have already: an id on each line, perhaps followed by <c>exp:2027-01-31</c>; lines that
/// start with <c>#</c> are comments. (Trivy documentation, "Filtering", §.trivyignore)
/// </summary>
internal static class TrivyIgnore
{
    /// <summary>The file's name.</summary>
    public const string FileName = ".trivyignore";

    private const string Reason = $"listed in {FileName}";
    private const string Expiry = "exp:";

    /// <summary>Reads a file.</summary>
    /// <exception cref="GuardException">PG1003: the file cannot be read or holds a wrong date.</exception>
    public static ImmutableArray<Waiver> Load(string path, string shownAs) => Read(PolicyFile.ReadText(path, shownAs), shownAs);

    /// <summary>Reads a text. Ids that are not ours are kept, and match nothing.</summary>
    /// <exception cref="GuardException">PG1003: a wrong date; without it nobody knows whether the line still holds.</exception>
    public static ImmutableArray<Waiver> Read(string text, string file)
    {
        var errors = new PolicyErrors(file);
        var waivers = ImmutableArray.CreateBuilder<Waiver>();
        int line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var words = content.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is not [var id, .. var rest] || id.StartsWith('#')) continue;
            var place = new Location(LocationKind.Source, file) { Line = line };
            waivers.Add(new(id, Reason, place) { Expires = LastDay(rest, line, errors), IsForeign = true });
        }
        return errors.All is { IsEmpty: false } mistakes ? throw PolicyFile.Wrong(mistakes) : waivers.DrainToImmutable();
    }

    private static DateOnly? LastDay(string[] words, int line, PolicyErrors errors)
    {
        if (words.FirstOrDefault(word => word.StartsWith(Expiry, StringComparison.Ordinal)) is not { } expiry) return null;
        if (DateOnly.TryParseExact(expiry.AsSpan(Expiry.Length), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        errors.Add(line, 1, $"{PolicyErrors.Quote(expiry)} is no date; write {Expiry}2027-01-31.");
        return null;
    }
}
