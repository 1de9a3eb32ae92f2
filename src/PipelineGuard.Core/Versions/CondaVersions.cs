using System.Buffers;

namespace PipelineGuard.Versions;

/// <summary>
/// The order of Conda (<c>conda.models.version.VersionOrder</c>): an epoch, parts of numbers and words, a local version. What is
/// missing counts as zero, words come before numbers, <c>dev</c> before all words and <c>post</c> behind all numbers.
/// </summary>
internal sealed class CondaVersions : IVersionScheme
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz.+!_-*");

    public string Name => "conda";

    public bool IsValid(string version)
    {
        var text = version.Trim().ToLowerInvariant();
        if (text.Length == 0 || text.AsSpan().ContainsAnyExcept(Characters)) return false;
        var (epoch, release, local) = Split(text);
        return (epoch.Length == 0 || DigitRun.IsNumber(epoch)) && text.Count(c => c == '!') <= 1 && text.Count(c => c == '+') <= 1
            && AreParts(release.TrimEnd('_')) && (!text.Contains('+', StringComparison.Ordinal) || AreParts(local));
    }

    public int Compare(string left, string right)
    {
        var (leftIsReadable, rightIsReadable) = (IsValid(left), IsValid(right));
        if (!leftIsReadable || !rightIsReadable) return UnreadableVersions.Compare(left, leftIsReadable, right, rightIsReadable);
        var l = Split(left.Trim().ToLowerInvariant());
        var r = Split(right.Trim().ToLowerInvariant());
        int order = DigitRun.Compare(l.Epoch, r.Epoch);
        if (order == 0) order = CompareParts(l.Release, r.Release);
        return order != 0 ? order : CompareParts(l.Local, r.Local);
    }

    private static (string Epoch, string Release, string Local) Split(string text)
    {
        int epoch = text.IndexOf('!', StringComparison.Ordinal);
        int local = text.IndexOf('+', StringComparison.Ordinal);
        if (local < 0) local = text.Length;
        var release = epoch < local ? text[(epoch + 1)..local] : text[..local];
        return (epoch > 0 ? text[..epoch] : "", release, local < text.Length ? text[(local + 1)..] : "");
    }

    private static bool AreParts(ReadOnlySpan<char> text) =>
        !text.IsEmpty && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && !text.Contains("..", StringComparison.Ordinal) && !text.ContainsAny('*', '!');

    private static int CompareParts(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            int order = ComparePart(TakePart(ref left), TakePart(ref right));
            if (order != 0) return order;
        }
        return 0;
    }

    // The last underscore stays with its part: "1.0.1_" comes before "1.0.1" and "1.0.1a".
    private static ReadOnlySpan<char> TakePart(scoped ref ReadOnlySpan<char> rest)
    {
        int separator = rest.IndexOfAny('.', '-', '_');
        if (separator == rest.Length - 1) separator = -1;
        var part = separator < 0 ? rest : rest[..separator];
        rest = separator < 0 ? [] : rest[(separator + 1)..];
        return part;
    }

    private static int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        // A part that starts with a word has a zero in front; an empty run is that zero, and also what a missing one counts as.
        while (!left.IsEmpty || !right.IsEmpty)
        {
            int order = DigitRun.Compare(DigitRun.Take(ref left), DigitRun.Take(ref right));
            if (order == 0) order = CompareWords(TakeWord(ref left), TakeWord(ref right));
            if (order != 0) return order;
        }
        return 0;
    }

    private static ReadOnlySpan<char> TakeWord(scoped ref ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAnyInRange('0', '9');
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }

    private static int CompareWords(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int byRank = WordRank(left) - WordRank(right);
        return byRank != 0 ? byRank : left.SequenceCompareTo(right);
    }

    // No word is a zero in its place, and a number comes behind a word.
    private static int WordRank(ReadOnlySpan<char> word) => word switch
    {
        "dev" => 0,
        "" => 2,
        "post" => 3,
        _ => 1,
    };
}
