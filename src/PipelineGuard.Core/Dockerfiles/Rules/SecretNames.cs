using System.Collections.Frozen;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Tells by the name of a variable whether it holds a secret, and by its value whether that is a real one.</summary>
internal static class SecretNames
{
    // A name that ends with one of these holds the secret itself; "…_FILE", "…_URL", "…_NAME" end otherwise and hold none.
    private static readonly FrozenSet<string> LastWords =
        FrozenSet.Create("PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "CREDENTIAL", "CREDENTIALS", "SECRETKEY", "PRIVATEKEY", "ACCESSKEY");

    // Too short, or too common, to stand alone: PWD is the working directory, "auth" may be a switch.
    private static readonly FrozenSet<string> LastWordsBehindOthers = FrozenSet.Create("PWD", "PASS", "PAT");

    private static readonly FrozenSet<string> LastTwoWords = FrozenSet.Create(
        "API KEY", "ACCESS KEY", "SECRET KEY", "PRIVATE KEY", "ENCRYPTION KEY", "MASTER KEY", "ACCOUNT KEY", "STORAGE KEY", "SSH KEY",
        "DEPLOY KEY", "SIGNING KEY", "AUTH KEY", "LICENSE KEY", "SUBSCRIPTION KEY", "JWT KEY", "HMAC KEY", "KEY BASE", "NPM AUTH", "COMPOSER AUTH", "AUTH CONFIG");

    // Such a word says that the name is about a secret, or that everyone may know it.
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        "PUBLIC", "PUBLISHABLE", "EMPTY", "RANDOM", "DUMMY", "FAKE", "ALLOW", "REQUIRE", "REQUIRED", "DISABLE", "DISABLED", "ENABLE", "ENABLED",
        "SKIP", "NO", "USE", "HAS", "GENERATE", "GPG", "PGP", "CANCELLATION");

    // By its name it should be a secret; it is where one lies.
    private const string HoldsPath = "GOOGLE_APPLICATION_CREDENTIALS";

    // Values that stand where a secret would, so that a build or a check has something to read.
    private static readonly FrozenSet<string> Placeholders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "dummy", "placeholder", "none", "null", "nil", "unset", "unused", "not-used", "fake", "example", "n/a", "todo", "redacted", "secret-placeholder",
        "true", "false", "yes", "no", "on", "off", "0", "1");

    /// <summary>True for <c>NPM_TOKEN</c>, <c>dbPassword</c>, <c>Jwt__SecretKey</c>; false for <c>TOKEN_URL</c>, <c>PASSWORD_FILE</c>, <c>GPG_KEY</c>.</summary>
    public static bool IsSecret(string name)
    {
        var words = WordsOf(name);
        if (words.Count == 0 || words.Exists(Harmless.Contains) || name == HoldsPath) return false;
        if (LastWords.Contains(words[^1])) return true;
        if (words.Count == 1) return false;
        return LastWordsBehindOthers.Contains(words[^1]) && !name.EndsWith("OLDPWD", StringComparison.Ordinal)
            || LastTwoWords.Contains($"{words[^2]} {words[^1]}");
    }

    /// <summary>True for a value that nobody has to keep: nothing, a switch, a word like <c>dummy</c>, <c>&lt;your token&gt;</c>, or the path of a file.</summary>
    /// <param name="value">Expanded, with <see cref="Stages.Scope.Unknown"/> for what is not known.</param>
    public static bool IsPlaceholder(string value)
    {
        var text = value.Trim();
        return text.Length == 0 || Placeholders.Contains(text) || text is ['<', .., '>'] || IsPath(text)
            || text.Contains("dummy", StringComparison.OrdinalIgnoreCase) || text.Contains("placeholder", StringComparison.OrdinalIgnoreCase)
            || text.TrimStart('x', 'X', '*', '.').Length == 0;
    }

    // "/run/secrets/db", "~/.token"; what is written in base 64 hardly ever looks like this.
    private static bool IsPath(string text) =>
        (text.StartsWith('/') || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("~/", StringComparison.Ordinal))
        && text.LastIndexOf('/') > 0 && !text.AsSpan().ContainsAny("+= ");

    // Splits at everything that is no letter or digit, and where a capital follows a small letter.
    private static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        int start = 0;
        for (int at = 0; at <= name.Length; at++)
        {
            bool isBreak = at == name.Length || !char.IsAsciiLetterOrDigit(name[at]);
            bool isHump = !isBreak && at > start && char.IsAsciiLetterUpper(name[at]) && char.IsAsciiLetterLower(name[at - 1]);
            if (!isBreak && !isHump) continue;
            if (at > start) words.Add(name[start..at].ToUpperInvariant());
            start = isHump ? at : at + 1;
        }
        return words;
    }
}
