namespace PipelineGuard.Scanning;

/// <summary>Where a repository was cloned from, as its configuration says.</summary>
internal static class GitRemotes
{
    private const int LargestConfig = 1 << 20;

    /// <summary>The addresses of a repository's remotes; empty when they cannot be told.</summary>
    public static IEnumerable<string> Of(string repository)
    {
        var config = new FileInfo(Path.Combine(repository, ".git", "config"));
        if (!config.Exists || config.Length > LargestConfig) return [];
        try
        {
            return [.. from line in File.ReadAllLines(config.FullName) let parts = line.Split('=', 2) where parts.Length == 2 && parts[0].Trim() == "url" select parts[1].Trim()];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>True for two spellings of one address: <c>https://host/a/b</c>, <c>git@host:a/b.git</c>.</summary>
    public static bool AreSame(string one, string other) => Plain(one) is { Length: > 0 } plain && plain == Plain(other);

    private static string Plain(string address)
    {
        var text = address.Trim().TrimEnd('/');
        if (text.EndsWith(".git", StringComparison.OrdinalIgnoreCase)) text = text[..^4];
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) text = text[(scheme + 3)..];
        int user = text.IndexOf('@', StringComparison.Ordinal);
        if (user >= 0) text = text[(user + 1)..];
        // "host:owner/name" of ssh is "host/owner/name".
        return (scheme < 0 ? text.Replace(':', '/') : text).ToUpperInvariant();
    }
}
