using System.IO.Enumeration;

namespace PipelineGuard.Hardening.Settings;

/// <summary>Which files of an image hold settings that rules read: a table of names.</summary>
internal static class SettingsFiles
{
    private static readonly (string Pattern, SettingsKind Kind)[] Table =
    [
        ("etc/passwd", SettingsKind.Accounts),
        ("etc/group", SettingsKind.Groups),
        ("etc/shadow", SettingsKind.Passwords),
        ("etc/ssh/sshd_config", SettingsKind.SshServer),
        ("etc/ssh/sshd_config.d/*.conf", SettingsKind.SshServer),
        ("etc/pam.d/*", SettingsKind.Pam),
        ("etc/login.defs", SettingsKind.LoginDefaults),
        ("etc/sudoers", SettingsKind.Sudoers),
        ("etc/sudoers.d/*", SettingsKind.Sudoers),
        ("etc/apt/apt.conf", SettingsKind.AptSettings),
        ("etc/apt/apt.conf.d/*", SettingsKind.AptSettings),
        ("etc/apt/sources.list", SettingsKind.AptSources),
        ("etc/apt/sources.list.d/*.list", SettingsKind.AptSources),
        ("etc/apt/sources.list.d/*.sources", SettingsKind.AptSources),
        ("etc/yum.conf", SettingsKind.RpmRepositories),
        ("etc/dnf/dnf.conf", SettingsKind.RpmRepositories),
        ("etc/yum.repos.d/*.repo", SettingsKind.RpmRepositories),
        ("etc/zypp/repos.d/*.repo", SettingsKind.RpmRepositories),
        ("etc/gitconfig", SettingsKind.Downloads),
        ("*/.gitconfig", SettingsKind.Downloads),
        ("etc/wgetrc", SettingsKind.Downloads),
        ("*/.wgetrc", SettingsKind.Downloads),
        ("*/.curlrc", SettingsKind.Downloads),
        ("etc/pip.conf", SettingsKind.Downloads),
        ("*/pip/pip.conf", SettingsKind.Downloads),
        ("*/.pip/pip.conf", SettingsKind.Downloads),
        ("etc/npmrc", SettingsKind.Downloads),
        ("*/.npmrc", SettingsKind.Downloads),
        ("etc/hosts.equiv", SettingsKind.TrustedHosts),
        ("*/.rhosts", SettingsKind.TrustedHosts),
    ];

    private static readonly string[] Names = [.. Table.Where(row => row.Pattern[0] == '*').Select(row => row.Pattern[(row.Pattern.LastIndexOf('/') + 1)..]).Distinct()];

    /// <summary>What a file holds; null when no rule reads it. Called for every file of every layer: compares characters and nothing more.</summary>
    public static SettingsKind? KindOf(ReadOnlySpan<char> path)
    {
        if (!path.StartsWith("etc/", StringComparison.Ordinal) && !HasKnownName(path)) return null;
        foreach (var (pattern, kind) in Table)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false) && SameDepth(pattern, path)) return kind;
        }
        return null;
    }

    private static bool HasKnownName(ReadOnlySpan<char> path)
    {
        foreach (var name in Names)
        {
            if (path.EndsWith(name, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    // A star at the end stands for a name, not for a path.
    private static bool SameDepth(string pattern, ReadOnlySpan<char> path) => pattern[0] == '*' || pattern.AsSpan().Count('/') == path.Count('/');
}
