using System.Buffers;

namespace PipelineGuard.Versions;

/// <summary>The parts of a Composer version (composer/semver's normal form): numbers, stability with its own numbers, and whether it is a development build.</summary>
internal readonly ref struct ComposerVersion
{
    // The numbers that Composer puts in place of "x" and "*", so that a branch comes behind every release on it.
    private const string Wildcard = "9999999";

    private static readonly SearchValues<char> TailCharacters = SearchValues.Create("0123456789.-");

    /// <summary>The numbers with their dots.</summary>
    public ReadOnlySpan<char> Release { get; private init; }

    /// <summary>0 development, 1 alpha, 2 beta, 3 release candidate, 4 stable, 5 patch.</summary>
    public int Stability { get; private init; }

    /// <summary>The numbers behind the stability, with their separators; empty when there are none.</summary>
    public ReadOnlySpan<char> StabilityNumbers { get; private init; }

    /// <summary>True when <c>-dev</c> follows a stability: before what it leads to.</summary>
    public bool IsDevelopment { get; private init; }

    /// <summary>Reads a version; false for names of branches and everything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ComposerVersion version)
    {
        version = default;
        text = text.Trim();
        if (text.IndexOf('+') is >= 0 and var plus) text = text[..plus];
        if (text is ['v' or 'V', ..]) text = text[1..];
        if (text.IsEmpty || text.Length > 256) return false;
        var lower = text.ToString().ToLowerInvariant();
        var rest = lower.AsSpan();
        var release = TakeRelease(ref rest, out bool isBranch);
        if (release.Length == 0) return false;
        bool isDevelopment = TakeDevelopment(ref rest);
        int stability = TakeStability(ref rest, out var numbers);
        if (stability < 0 || (isBranch && !isDevelopment)) return false;
        bool isOnlyDevelopment = isDevelopment && stability == 4;
        version = new() { Release = release, Stability = isOnlyDevelopment ? 0 : stability, StabilityNumbers = numbers, IsDevelopment = isDevelopment && !isOnlyDevelopment };
        return rest.IsEmpty;
    }

    private static string TakeRelease(scoped ref ReadOnlySpan<char> rest, out bool isBranch)
    {
        isBranch = false;
        var parts = new List<string>();
        while (true)
        {
            var number = DigitRun.Take(ref rest);
            if (number.IsEmpty && parts.Count > 0 && rest is ['x' or '*', ..] && !isBranch | parts[^1] == Wildcard)
            {
                isBranch = true;
                rest = rest[1..];
                parts.Add(Wildcard);
            }
            else if (number.IsEmpty || isBranch)
            {
                return "";
            }
            else
            {
                parts.Add(number.ToString());
            }
            if (rest is not ['.', (>= '0' and <= '9') or 'x' or '*', ..]) break;
            rest = rest[1..];
        }
        while (isBranch && parts.Count < 4) parts.Add(Wildcard);
        return string.Join('.', parts);
    }

    private static bool TakeDevelopment(scoped ref ReadOnlySpan<char> rest)
    {
        if (!rest.EndsWith("dev", StringComparison.Ordinal)) return false;
        rest = rest[..^3];
        if (rest is [.., '-' or '.']) rest = rest[..^1];
        return true;
    }

    private static int TakeStability(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> numbers)
    {
        numbers = [];
        if (rest.IsEmpty) return 4;
        if (rest is ['.' or '-' or '_', ..]) rest = rest[1..];
        int letters = rest.IndexOfAnyExceptInRange('a', 'z');
        var word = letters < 0 ? rest : rest[..letters];
        rest = rest[word.Length..];
        int digits = rest.IndexOfAnyExcept(TailCharacters);
        var tail = digits < 0 ? rest : rest[..digits];
        if (tail is [.., '.' or '-'] || tail.Contains("..", StringComparison.Ordinal)) return -1;
        rest = rest[tail.Length..];
        numbers = tail.TrimStart(".-").ToString();
        return word switch
        {
            "alpha" or "a" => 1,
            "beta" or "b" => 2,
            "rc" => 3,
            "stable" when tail.IsEmpty => 4,
            "patch" or "pl" or "p" => 5,
            _ => -1,
        };
    }
}
