using System.Globalization;

namespace PipelineGuard.GitHub;

/// <summary>The lines of the new file that a unified diff shows: reviews may only be about these.</summary>
internal static class DiffLines
{
    /// <summary>Line numbers, counted from 1, and what stands there. What cannot be read as a diff has none.</summary>
    public static Dictionary<int, string> Of(string patch)
    {
        var lines = new Dictionary<int, string>();
        int next = 0;
        foreach (var line in patch.Split('\n'))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal)) next = Start(line);
            else if (next > 0 && line is ['+' or ' ', ..]) lines[next++] = line[1..].TrimEnd('\r');
        }
        return lines;
    }

    // "@@ -1,3 +4,5 @@": the new file's part begins at line 4.
    private static int Start(string header)
    {
        int plus = header.IndexOf('+', StringComparison.Ordinal);
        if (plus < 0) return 0;
        int end = header.AsSpan(plus + 1).IndexOfAnyExceptInRange('0', '9');
        return end > 0 && int.TryParse(header.AsSpan(plus + 1, end), NumberStyles.None, CultureInfo.InvariantCulture, out int start) ? start : 0;
    }
}
