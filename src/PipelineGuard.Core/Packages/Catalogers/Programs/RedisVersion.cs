using System.Text;

namespace PipelineGuard.Packages.Catalogers.Programs;

/// <summary>
/// Redis holds many versions, those that brought each of its commands among them, and no text stands before its own. But its own stands alone as
/// well as at the start of the text about its build (<c>release.c</c>): version, host, time, and zeros where it was not built from a repository.
/// </summary>
internal static class RedisVersion
{
    private const int MaxPatchDigits = 3;

    // "0" for "not changed", eight for "no commit", and the end.
    private static readonly byte[] BuildEnd = "000000000\0"u8.ToArray();

    /// <summary>The version; null when the program does not tell.</summary>
    public static string? Find(Stream program)
    {
        foreach (var build in Builds(program).ToList())
        {
            if (Candidates(build).FirstOrDefault(version => StandsAlone(program, version)) is { } found) return found;
        }
        return null;
    }

    private static IEnumerable<string> Builds(Stream program)
    {
        const int MaxLength = 256;
        foreach (var (before, _) in ProgramText.Around(program, BuildEnd, MaxLength, 0))
        {
            int start = before.Length;
            while (start > 0 && (char.IsAsciiLetterOrDigit((char)before[start - 1]) || before[start - 1] is (byte)'.' or (byte)'-')) start--;
            // What lies before the text may look like a part of it.
            while (start < before.Length && !char.IsAsciiDigit((char)before[start])) start++;
            var build = Encoding.ASCII.GetString(before.AsSpan(start));
            if (ProgramVersion.CountNumbers(build) >= 3) yield return build;
        }
    }

    // Nothing stands between the version and the name of the host or the time: "7.0.151790282056".
    private static IEnumerable<string> Candidates(string build)
    {
        var numbers = ProgramVersion.Numbers(build)!.Split('.');
        for (int digits = Math.Min(numbers[2].Length, MaxPatchDigits); digits > 0; digits--) yield return $"{numbers[0]}.{numbers[1]}.{numbers[2][..digits]}";
    }

    private static bool StandsAlone(Stream program, string version) => ProgramText.Around(program, Encoding.ASCII.GetBytes($"\0{version}\0"), 0, 0).Any();
}
