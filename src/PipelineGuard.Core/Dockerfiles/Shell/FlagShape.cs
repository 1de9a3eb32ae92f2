namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>Compares options as programs do: long ones may have a value, short ones may stand together.</summary>
internal static class FlagShape
{
    // "-assumeyes" is one long option with one dash, "-qqy" are three short ones.
    private const int MostLettersTogether = 6;

    /// <summary>True when a word is, or contains, one of the options.</summary>
    public static bool IsOneOf(string word, ReadOnlySpan<string> forms)
    {
        foreach (var form in forms)
        {
            if (IsForm(word, form)) return true;
        }
        return false;
    }

    private static bool IsForm(string word, string form)
    {
        if (word.StartsWith(form, StringComparison.Ordinal) && (word.Length == form.Length || word[form.Length] == '=')) return true;
        bool isLetter = form.Length == 2 && form[0] == '-' && form[1] != '-';
        return isLetter && AreLetters(word) && word.AsSpan(1).Contains(form[1]);
    }

    private static bool AreLetters(string word)
    {
        // The value of the last letter may be a dash: "-qO-".
        var letters = word.AsSpan(1).TrimEnd('-');
        if (letters.Length > MostLettersTogether) return false;
        foreach (char c in letters)
        {
            if (!char.IsAsciiLetter(c)) return false;
        }
        return true;
    }
}
