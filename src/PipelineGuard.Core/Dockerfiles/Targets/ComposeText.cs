using System.Text;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Dockerfiles.Yaml;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>
/// The text of a Dockerfile within a Compose file, as a builder gets it: Compose puts its own variables in first, and <c>$$</c> stands for a dollar sign
/// (Compose specification, "Interpolation"). What a variable of Compose stands for is known to nobody here.
/// </summary>
internal static class ComposeText
{
    /// <summary>The text of <c>dockerfile_inline</c>, which knows where it stands in the Compose file.</summary>
    public static SourceText Read(SourceText file, YamlValue value)
    {
        var written = value.Text!;
        var places = ScalarPlaces.Of(file, value) with { Dollar = "$$" };
        return written.Contains('$', StringComparison.Ordinal) ? Interpolated(written, places) : new(written) { Embedding = places };
    }

    private static SourceText Interpolated(string written, Embedding places)
    {
        var (text, stretches) = (new StringBuilder(written.Length), new StretchList());
        for (int at = 0; at < written.Length;)
        {
            int length = written[at] == '$' ? LengthOfDollar(written, at) : 1;
            stretches.Add(text.Length, places.ToHost(at));
            if (length > 1) stretches.Cut();
            text.Append(length == 1 ? written[at] : written[at + 1] == '$' ? '$' : Embedding.Unknown);
            at += length;
        }
        var all = places.Stretches is [{ IsPoint: true }] ? places.Stretches : stretches.End(text.Length, places.ToHost(written.Length));
        return new(text.ToString()) { Embedding = places with { Stretches = all } };
    }

    // 2 for "$$"; the length of "$NAME" and "${…}"; 1 for a dollar sign that means nothing, which Compose refuses.
    private static int LengthOfDollar(string written, int start)
    {
        if (start + 1 == written.Length) return 1;
        char next = written[start + 1];
        if (next == '$') return 2;
        if (next == '{') return LengthOfBraces(written, start);
        int end = start + 1;
        while (end < written.Length && (char.IsAsciiLetter(written[end]) || written[end] == '_' || (end > start + 1 && char.IsAsciiDigit(written[end])))) end++;
        return end - start;
    }

    private static int LengthOfBraces(string written, int start)
    {
        int depth = 0;
        for (int at = start; at < written.Length && written[at] != '\n'; at++)
        {
            if (written[at] == '{') depth++;
            else if (written[at] == '}' && --depth == 0) return at + 1 - start;
        }
        return 1;
    }
}
