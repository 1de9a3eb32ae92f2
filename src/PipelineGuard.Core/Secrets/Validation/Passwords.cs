using System.Buffers;
using System.Collections.Frozen;

namespace PipelineGuard.Secrets.Validation;

/// <summary>Tells passwords that somebody chose to be secret from words that stand in place of one.</summary>
internal static class Passwords
{
    // What documentation, tests and sample configurations write. Who really uses one of these has no secret to lose.
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "password", "passwd", "pass", "passwort", "pwd", "pw", "p4ssw0rd", "passw0rd", "password1", "password123", "mypassword", "mypass", "mypwd", "yourpassword", "your_password", "your-password",
        "userpassword", "user_password", "dbpassword", "db_password", "dbpass", "thepassword", "somepassword", "secret", "mysecret", "secretpassword", "supersecret", "topsecret", "s3cr3t", "s3cret",
        "changeme", "change_me", "change-me", "changeit", "test", "testing", "test123", "testpass", "testpassword", "user", "username", "admin", "root", "guest", "postgres", "mysql", "mongo", "redis", "rabbitmq", "oracle",
        "tiger", "sa", "qwerty", "letmein", "hunter2", "abc", "abc123", "foo", "bar", "baz", "foobar", "xxx", "none", "null", "nil", "true", "false", "yes", "no", "empty", "default", "string", "value", "token", "key",
        "apikey", "api_key", "api-key", "auth", "bearer", "basic", "credentials", "x-oauth-basic", "x-token-auth", "oauth2", "anonymous", "demo", "docker", "app", "1234", "12345", "123456", "12345678", "123456789", "hidden", "masked", "optional", "required", "undefined", "str", "bytes");

    private const int ShortestChosen = 6;
    private const int ShortestOfLetters = 12;
    private const double LeastOfLetters = 3;

    private static readonly SearchValues<char> Separators = SearchValues.Create("_-./: ");

    private static readonly string[] Parts =
        ["example", "placeholder", "changeme", "change_me", "change-me", "change_this", "changethis", "replace", "dummy", "redacted", "your_", "your-", "yourpass", "insert", "todo", "fake", "xxxx", "****", "....", "____",
         "${", "$(", "{{", "<%", "%(", "#{", "@@", "process.env", "this.", "os.environ", "getenv", "password", "passwd", "passphrase", "secret_", "_secret", "-secret", "secret-"];

    /// <summary>The same for a value that stands alone, which must have some variety, too: in settings many words stand that are no secret.</summary>
    public static bool IsChosen(ReadOnlySpan<char> value) =>
        value.Length >= ShortestChosen && IsReal(value, "") && !Randomness.SaysExample(value) && !IsWordLike(value) && !value.Contains("://", StringComparison.Ordinal);

    /// <summary>False for nothing, a variable, a common word, an example, one character again and again, or the user's own name.</summary>
    /// <param name="value">The password.</param>
    /// <param name="user">The login it belongs to; empty when there is none.</param>
    public static bool IsReal(ReadOnlySpan<char> value, ReadOnlySpan<char> user)
    {
        if (value.Length < 4 || value[0] is '$' or '%' or '<' or '{' or '[' or '/' || Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value)) return false;
        if (value.Equals(user, StringComparison.OrdinalIgnoreCase) || !value.ContainsAnyExcept(value[0])) return false;
        foreach (var part in Parts)
        {
            if (value.Contains(part, StringComparison.OrdinalIgnoreCase)) return false;
        }
        return true;
    }

    // "openssl_encrypt", "system:serviceaccount", "Bearer", "/run/secrets/db": letters with dashes and the like between.
    private static bool IsWordLike(ReadOnlySpan<char> value)
    {
        foreach (char c in value)
        {
            if (!char.IsAsciiLetter(c) && c is not ('_' or '-' or '.' or '/' or ':' or ' ' or ',' or '\'')) return false;
        }
        return !(value.ContainsAnyInRange('a', 'z') && value.ContainsAnyInRange('A', 'Z') && value.Length >= ShortestOfLetters && Randomness.IsMixed(value) && Randomness.Entropy(value) > LeastOfLetters && !value.ContainsAny(Separators));
    }
}
