namespace PipelineGuard.Dockerfiles.Text;

/// <summary>
/// Gives short texts that come again and again the string that they had before: a large file says <c>apt-get</c> and <c>-y</c> a hundred thousand
/// times, and each string more is work for the garbage collector. Bounded: a text takes the place of another one.
/// </summary>
internal static class RepeatedText
{
    private const int Longest = 24;
    private const int Places = 2048;

    [ThreadStatic]
    private static string?[]? t_known;

    /// <summary>A string with these characters.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest) return text.ToString();
        var known = t_known ??= new string?[Places];
        ref var place = ref known[(uint)string.GetHashCode(text) % Places];
        return place is { } same && text.SequenceEqual(same) ? same : place = text.ToString();
    }
}
