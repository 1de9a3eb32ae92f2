namespace PipelineGuard.Dockerfiles.Text;

/// <summary>
/// Gives short texts that come again and again the string that they had before: a large file says <c>apt-get</c> and <c>-y</c> a hundred thousand
/// times, and each string more is work for the garbage collector. Bounded: a text takes the place of another one.
/// </summary>
internal static class RepeatedText
{
    private const int Longest = 24;
    private const int LongestSentence = 256;
    private const int Places = 2048;

    [ThreadStatic]
    private static string?[]? t_known;

    [ThreadStatic]
    private static string?[]? t_sentences;

    /// <summary>A string with these characters.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest) return text.ToString();
        var known = t_known ??= new string?[Places];
        ref var place = ref known[(uint)string.GetHashCode(text) % Places];
        return place is { } same && text.SequenceEqual(same) ? same : place = text.ToString();
    }

    /// <summary>The same for what has been put together already and is kept for long, such as the message of a finding.</summary>
    public static string Of(string sentence)
    {
        if (sentence.Length > LongestSentence) return sentence;
        var known = t_sentences ??= new string?[Places];
        ref var place = ref known[(uint)sentence.GetHashCode(StringComparison.Ordinal) % Places];
        return place is { } same && same == sentence ? same : place = sentence;
    }
}
