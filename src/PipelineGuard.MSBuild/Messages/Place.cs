using System.Globalization;
using System.Text.RegularExpressions;

namespace PipelineGuard.MSBuild.Messages;

/// <summary>A place as the core writes it: <c>policy.yml(3,5)</c>.</summary>
/// <param name="File">The file, or whatever stood there.</param>
/// <param name="Line">From 1; 0 when there is none.</param>
/// <param name="Column">From 1; 0 when there is none.</param>
internal readonly partial record struct Place(string File, int Line, int Column)
{
    /// <summary>Splits a text into file, line and column; a text without them is the file.</summary>
    public static Place Parse(string text)
    {
        var match = Suffix().Match(text);
        return match.Success ? new(text[..match.Index], Number(match.Groups[1]), Number(match.Groups[2])) : new(text, 0, 0);
    }

    private static int Number(Group digits) => int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"\(([0-9]{1,9})(?:,([0-9]{1,9}))?\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Suffix();
}
