using System.Text.RegularExpressions;

namespace PipelineGuard.Policy;

/// <summary>A path or name, perhaps with wildcards: <c>*</c> is anything within one folder, <c>**</c> anything at all. Compared by ordinal.</summary>
public sealed record PathPattern
{
    private readonly Regex? _wildcards;

    /// <summary>Makes one; a leading slash is dropped, because paths inside an image have none.</summary>
    public PathPattern(string text)
    {
        Text = text.TrimStart('/');
        _wildcards = Text.Contains('*', StringComparison.Ordinal) ? Compile(Text, RegexOptions.None) : null;
    }

    /// <summary>As written, without a leading slash.</summary>
    public string Text { get; }

    /// <summary>True when the whole path fits.</summary>
    public bool Matches(string path) => _wildcards is null ? path == Text : _wildcards.IsMatch(path);

    /// <inheritdoc/>
    public bool Equals(PathPattern? other) => Text == other?.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Turns a pattern into an expression over the whole text that runs in linear time: patterns and paths may both be hostile.</summary>
    internal static Regex Compile(string pattern, RegexOptions options)
    {
        var expression = Regex.Escape(pattern)
            .Replace(@"\*\*/", "(?:.*/)?", StringComparison.Ordinal) // a/**/b is a/b too
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        return new($@"\A{expression}\z", options | RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }
}
