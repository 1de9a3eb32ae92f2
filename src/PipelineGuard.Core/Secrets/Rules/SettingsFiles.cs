using System.Collections.Frozen;

namespace PipelineGuard.Secrets.Rules;

/// <summary>Files that hold settings of an application and nothing else, where a value named like a secret is one.</summary>
internal static class SettingsFiles
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "web.config", "app.config", "secrets.json", "local.settings.json", "environment", "secrets.yml", "secrets.yaml", "credentials", "credentials.json", "config.php", "wp-config.php", "settings.php",
        "settings_local.py", "database.yml", "application.properties", "bootstrap.properties", "application.yml", "application.yaml", "hosts.yml", ".bash_history", ".zsh_history", ".ash_history", ".sh_history", ".psql_history", ".mysql_history", ".python_history");

    // What a container sets, one way or another; the image's own configuration counts as such a file.
    private static readonly string[] Ends = [".env", ".envrc", ".properties", ".tfvars", ".ini", ".exe.config", ".dll.config", ".publishsettings", ".pubxml.user", ".credentials"];

    // Files that show what may be set.
    private static readonly string[] Samples = ["example", "sample", "template", "dist", "default", "tmpl"];

    // Of packages, not of applications.
    private static readonly string[] Elsewhere = ["usr/share/", "usr/lib/", "usr/local/lib/", "usr/lib64/", "opt/java/", "/node_modules/", "/site-packages/", "/dist-packages/", "/test/", "/tests/", "/testdata/", "/i18n/", "/locale/", "/locales/", "/messages/"];

    /// <summary>True for such a file.</summary>
    public static bool Contains(SecretSource file)
    {
        if (file.IsConfiguration) return true;
        var name = file.Name.ToString();
        bool fits = Names.Contains(name) || IsSettingsJson(name) || name.StartsWith(".env", StringComparison.Ordinal) || Ends.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        return fits && !Samples.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) && !Elsewhere.Any(part => $"/{file.Path}".Contains(part, StringComparison.Ordinal));
    }

    /// <summary>True for settings of .NET: <c>appsettings.json</c>, with or without the name of an environment, and what an image hands over in its place.</summary>
    public static bool IsDotNet(SecretSource file) => file.IsConfiguration || (IsSettingsJson(file.Name.ToString()) && Contains(file));

    private static bool IsSettingsJson(string name) =>
        name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
