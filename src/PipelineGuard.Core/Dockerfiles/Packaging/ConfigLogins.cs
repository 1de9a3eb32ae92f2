namespace PipelineGuard.Dockerfiles.Packaging;

/// <summary>Knows the files in which package managers keep their sources, and tells whether one holds a login.</summary>
internal static class ConfigLogins
{
    private static readonly string[] NpmKeys = ["_authToken", "_password", "_auth", "npmAuthToken", "npmAuthIdent"];

    /// <summary>True for a file that may hold one, by its name.</summary>
    /// <param name="name">Without folders.</param>
    public static bool IsConfig(ReadOnlySpan<char> name) =>
        name is ".npmrc" or ".yarnrc" or ".yarnrc.yml" or "pip.conf" or "pip.ini" or ".pip.conf" || IsNuGet(name);

    /// <summary>True when a password or token stands in such a file as it is: not as a variable, and not encrypted.</summary>
    public static bool AreIn(string name, string text) => UrlLogins.In(text).Any() || (IsNuGet(name) ? HoldsNuGetPassword(text) : HoldsNpmToken(text));

    private static bool IsNuGet(ReadOnlySpan<char> name) => name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase);

    // <add key="ClearTextPassword" value="…" />; NuGet puts the environment's value in the place of %NAME%.
    private static bool HoldsNuGetPassword(string text)
    {
        const string Key = "ClearTextPassword";
        for (int at = text.IndexOf(Key, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Key, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text.AsSpan(at + Key.Length);
            rest = rest[..(rest.IndexOf('>') is var end and >= 0 ? end : rest.Length)];
            if (rest.IndexOf("value=", StringComparison.OrdinalIgnoreCase) is not (var value and >= 0)) continue;
            if (rest[(value + 6)..].TrimStart() is ['"' or '\'', not ('%' or '"' or '\''), ..]) return true;
        }
        return false;
    }

    private static bool HoldsNpmToken(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim();
            if (trimmed is [] or ['#' or ';', ..]) continue;
            foreach (var key in NpmKeys)
            {
                if (trimmed.IndexOf(key, StringComparison.Ordinal) is var at and >= 0 && IsLiteral(trimmed[(at + key.Length)..])) return true;
            }
        }
        return false;
    }

    private static bool IsLiteral(ReadOnlySpan<char> rest) =>
        rest.TrimStart("\" ") is [':' or '=' or ' ', ..] value && value[1..].TrimStart(" \"'") is [not ('$' or '%'), ..];
}
