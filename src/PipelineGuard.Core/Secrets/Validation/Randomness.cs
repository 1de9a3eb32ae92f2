using System.Buffers;

namespace PipelineGuard.Secrets.Validation;

/// <summary>Tells values that a machine drew at random from words, examples and placeholders.</summary>
internal static class Randomness
{
    private const int LongestRun = 5;
    private const int LongestSequence = 7;
    private const int ShortestDrawn = 16;
    private const double LeastOfHex = 2.9;
    private const double LeastOfText = 3.6;

    private static readonly SearchValues<char> Punctuation = SearchValues.Create(" :\\@()<>{}[],;$%*?&'\"`|~!");

    private static readonly string[] ExampleWords =
        ["example", "sample", "placeholder", "changeme", "dummy", "redacted", "xxxxx", "your_", "your-", "yourtoken", "yourkey", "yoursecret", "insert", "fake", "notreal", "deadbeef", "foobar"];

    /// <summary>Shannon entropy, in bits for each character: 0 for one character again and again, near 4 for hexadecimal, near 5 to 6 for base 64.</summary>
    public static double Entropy(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[256];
        foreach (char c in text) counts[c & 255]++;
        double entropy = 0;
        foreach (int count in counts)
        {
            if (count == 0) continue;
            double share = (double)count / text.Length;
            entropy -= share * Math.Log2(share);
        }
        return entropy;
    }

    /// <summary>True for what documentation shows in place of a token: too few different characters, one repeated, 123456789, a word that says so.</summary>
    public static bool IsDull(ReadOnlySpan<char> text) => Distinct(text) < Math.Min(8, text.Length / 2) || HasPattern(text) || SaysExample(text);

    /// <summary>True for what a machine drew from letters and digits: long, varied, no words, no path, no date.</summary>
    public static bool LooksDrawn(ReadOnlySpan<char> text)
    {
        if (text.Length < ShortestDrawn || IsDull(text) || !text.ContainsAnyInRange('0', '9') || !HasLetter(text)) return false;
        if (text.ContainsAny(Punctuation) || text.Count('.') > 1 || text[0] is '/' or '.' || text.Count('/') > text.Length / 12) return false;
        double least = IsHex(text) ? LeastOfHex : LeastOfText;
        return Entropy(text) >= least && Switches(text) >= text.Length / 5;
    }

    /// <summary>True when a word in it says that it is an example.</summary>
    public static bool SaysExample(ReadOnlySpan<char> text)
    {
        foreach (var word in ExampleWords)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    /// <summary>True when small letters, capitals, digits and the rest change places as they do in random text, and not in names: <c>testRSA2048PrivateKey</c>.</summary>
    public static bool IsMixed(ReadOnlySpan<char> text) => Switches(text) > text.Length * 2 / 5;

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsAsciiLetter(c)) return true;
        }
        return false;
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c) && c != '-') return false;
        }
        return true;
    }

    // How often the kind of character changes: words and names rarely do, random text all the time.
    private static int Switches(ReadOnlySpan<char> text)
    {
        int switches = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (KindOf(text[i]) != KindOf(text[i - 1])) switches++;
        }
        return switches;
    }

    private static int KindOf(char c) => char.IsAsciiDigit(c) ? 0 : char.IsAsciiLetterLower(c) ? 1 : char.IsAsciiLetterUpper(c) ? 2 : 3;

    // Random text hardly ever has a character five times in a row, or seven that count up.
    private static bool HasPattern(ReadOnlySpan<char> text)
    {
        int run = 1, up = 1;
        for (int i = 1; i < text.Length; i++)
        {
            run = text[i] == text[i - 1] ? run + 1 : 1;
            up = text[i] == text[i - 1] + 1 ? up + 1 : 1;
            if (run >= LongestRun || up >= LongestSequence) return true;
        }
        return false;
    }

    private static int Distinct(ReadOnlySpan<char> text)
    {
        Span<bool> seen = stackalloc bool[256];
        int distinct = 0;
        foreach (char c in text)
        {
            if (seen[c & 255]) continue;
            seen[c & 255] = true;
            distinct++;
        }
        return distinct;
    }
}
