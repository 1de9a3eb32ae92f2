namespace PipelineGuard.Versions;

/// <summary>
/// The parts of <c>[N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]</c> with all spellings of PEP 440 "Normalization":
/// case, <c>v1.0</c>, <c>1.0-alpha.1</c>, <c>1.0c1</c>, <c>1.0-1</c>, <c>1.0.rev2</c>, surrounding blanks and so on.
/// </summary>
internal readonly ref struct Pep440Version
{
    private static readonly (string Word, int Rank)[] PreReleaseWords =
        [("alpha", 0), ("a", 0), ("beta", 1), ("b", 1), ("rc", 2), ("c", 2), ("preview", 2), ("pre", 2)];

    private static readonly (string Word, int Rank)[] PostReleaseWords = [("post", 0), ("rev", 0), ("r", 0)];

    private static readonly (string Word, int Rank)[] DevReleaseWords = [("dev", 0)];

    public ReadOnlySpan<char> Epoch { get; private init; }

    /// <summary>The numbers with their dots.</summary>
    public ReadOnlySpan<char> Release { get; private init; }

    /// <summary>Absent ones come last, except that <c>1.0.dev1</c> comes before <c>1.0a1</c>.</summary>
    public Pep440Label PreRelease { get; private init; }

    /// <summary>Absent ones come first.</summary>
    public Pep440Label PostRelease { get; private init; }

    /// <summary>Absent ones come last.</summary>
    public Pep440Label DevRelease { get; private init; }

    /// <summary>The segments with their separators, without the plus; empty for a public version.</summary>
    public ReadOnlySpan<char> Local { get; private init; }

    public static bool TryParse(ReadOnlySpan<char> text, out Pep440Version version)
    {
        var rest = text.Trim();
        if (rest is ['v' or 'V', ..]) rest = rest[1..];

        var epoch = TakeEpoch(ref rest);
        var release = TakeRelease(ref rest);
        var pre = TakeLabel(ref rest, PreReleaseWords, Pep440Label.Highest);
        var post = TakePostRelease(ref rest);
        var dev = TakeLabel(ref rest, DevReleaseWords, Pep440Label.Highest);
        version = new()
        {
            Epoch = epoch,
            Release = release,
            PreRelease = !pre.IsPresent && !post.IsPresent && dev.IsPresent ? Pep440Label.Lowest : pre,
            PostRelease = post,
            DevRelease = dev,
            Local = TakeLocal(ref rest),
        };
        return !release.IsEmpty && rest.IsEmpty;
    }

    private static ReadOnlySpan<char> TakeEpoch(scoped ref ReadOnlySpan<char> rest)
    {
        var after = rest;
        var epoch = DigitRun.Take(ref after);
        if (epoch.IsEmpty || after is not ['!', ..]) return [];
        rest = after[1..];
        return epoch;
    }

    private static ReadOnlySpan<char> TakeRelease(scoped ref ReadOnlySpan<char> rest)
    {
        var start = rest;
        var length = DigitRun.Take(ref rest).Length;
        while (length > 0 && rest is ['.', >= '0' and <= '9', ..])
        {
            rest = rest[1..];
            length += 1 + DigitRun.Take(ref rest).Length;
        }
        return start[..length];
    }

    /// <summary>A post release may also be written as <c>-N</c>, without any word.</summary>
    private static Pep440Label TakePostRelease(scoped ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['-', >= '0' and <= '9', ..]) return TakeLabel(ref rest, PostReleaseWords, Pep440Label.Lowest);
        rest = rest[1..];
        return new(0, DigitRun.Take(ref rest));
    }

    private static Pep440Label TakeLabel(scoped ref ReadOnlySpan<char> rest, (string Word, int Rank)[] words, Pep440Label absent)
    {
        var label = SkipSeparator(rest);
        foreach (var (word, rank) in words)
        {
            if (!label.StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            rest = SkipSeparator(label[word.Length..]);
            return new(rank, DigitRun.Take(ref rest));
        }
        return absent;
    }

    private static ReadOnlySpan<char> TakeLocal(scoped ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['+', ..]) return [];
        var local = rest[1..];
        var afterSeparator = true;
        foreach (var c in local)
        {
            if (!char.IsAsciiLetterOrDigit(c) && (afterSeparator || !IsSeparator(c))) return [];
            afterSeparator = IsSeparator(c);
        }
        if (afterSeparator) return [];
        rest = [];
        return local;
    }

    private static ReadOnlySpan<char> SkipSeparator(ReadOnlySpan<char> text) => text is [var c, ..] && IsSeparator(c) ? text[1..] : text;

    private static bool IsSeparator(char c) => c is '.' or '-' or '_';
}
