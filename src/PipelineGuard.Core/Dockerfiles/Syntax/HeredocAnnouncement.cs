namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>A word like <c>&lt;&lt;EOF</c>, <c>&lt;&lt;-"EOF"</c> or <c>3&lt;&lt;EOF</c>; a redirection that stands within a word is none for BuildKit.</summary>
internal readonly record struct HeredocAnnouncement(string Name, bool Expands, bool StripsTabs)
{
    /// <summary>Reads a whole word.</summary>
    public static bool TryParse(ReadOnlySpan<char> word, out HeredocAnnouncement announcement)
    {
        announcement = default;
        var rest = word.TrimStart("0123456789");
        if (!rest.StartsWith("<<")) return false;
        rest = rest[2..];
        bool stripsTabs = rest.StartsWith('-');
        if (stripsTabs) rest = rest[1..];
        if (rest.IsEmpty || rest.Contains('<')) return false;

        var name = rest.ToString().Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
        announcement = new(name, name.Length == rest.Length, stripsTabs);
        return name.Length > 0;
    }
}
