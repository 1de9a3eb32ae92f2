using System.Collections.Immutable;
using PipelineGuard.Images;

namespace PipelineGuard.Hardening.Settings;

/// <summary>Reads files of settings line by line. Password hashes, and passwords in addresses, are gone before anybody sees the text.</summary>
internal static class SettingsReader
{
    // Real ones have a few hundred lines; a longer line is none that a rule could read.
    private const int MaxLines = 20_000;
    private const int MaxLineLength = 1024;

    /// <summary>Reads one file.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="file">The file.</param>
    public static SettingsFile Read(SettingsKind kind, ImageFile file)
    {
        var lines = ImmutableArray.CreateBuilder<SettingsLine>();
        using var text = file.OpenText();
        int number = 0;
        while (lines.Count < MaxLines && text.ReadLine() is { } line)
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.Length is 0 or > MaxLineLength || trimmed[0] is '#' or ';' || trimmed.StartsWith("//", StringComparison.Ordinal)) continue;
            lines.Add(new(number, Safe(kind, trimmed)));
        }
        return new(kind, lines.ToImmutable());
    }

    private static string Safe(SettingsKind kind, string line) => kind switch
    {
        SettingsKind.Accounts or SettingsKind.Groups or SettingsKind.Passwords => WithoutHash(line),
        SettingsKind.Downloads or SettingsKind.AptSources or SettingsKind.RpmRepositories or SettingsKind.AptSettings => WithoutLogin(WithoutToken(line)),
        SettingsKind.SshServer or SettingsKind.Pam or SettingsKind.LoginDefaults or SettingsKind.Sudoers or SettingsKind.TrustedHosts => line,
    };

    // "root:$6$salt$hash:19000:" becomes "root:$6$:19000:": the scheme says how strong it is, the rest is nobody's business.
    private static string WithoutHash(string line)
    {
        var fields = line.Split(':');
        if (fields.Length > 1) fields[1] = PasswordField.SchemeOf(fields[1]);
        return string.Join(':', fields);
    }

    // "_authToken=abc" and "password = abc": no rule here needs the value.
    private static string WithoutToken(string line)
    {
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return line;
        var key = line.AsSpan(0, equals);
        return key.Contains("auth", StringComparison.OrdinalIgnoreCase) || key.Contains("pass", StringComparison.OrdinalIgnoreCase) || key.Contains("token", StringComparison.OrdinalIgnoreCase)
            ? $"{key}=…"
            : line;
    }

    // "https://user:secret@host/": the login goes.
    private static string WithoutLogin(string line)
    {
        int scheme = line.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return line;
        int from = scheme + 3, to = line.IndexOfAny([' ', '/', '"'], from);
        int at = line.LastIndexOf('@', (to < 0 ? line.Length : to) - 1);
        return at > from ? string.Concat(line.AsSpan(0, from), "…", line.AsSpan(at)) : line;
    }
}
