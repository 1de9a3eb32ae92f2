using System.Text;

namespace PipelineGuard.Reporting;

/// <summary>Reads a log as build agents do, to see what they would obey. Written from the sources of actions/runner and azure-pipelines-agent.</summary>
internal static class HostLogs
{
    private static readonly string[] GitHubNames =
    [
        "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "internal-set-repo-path", "notice", "remove-matcher",
        "save-state", "set-env", "set-output", "stop-commands", "warning",
    ];

    /// <summary>The commands that GitHub's runner would obey: name, properties, message.</summary>
    public static List<(string Name, Dictionary<string, string> Properties, string Message)> GitHub(string log) =>
        [.. log.Split('\n').Select(GitHubCommand).OfType<(string, Dictionary<string, string>, string)>()];

    /// <summary>The commands that Azure's agent would obey.</summary>
    public static List<(string Name, Dictionary<string, string> Properties, string Message)> Azure(string log) =>
        [.. log.Split('\n').Select(AzureCommand).OfType<(string, Dictionary<string, string>, string)>()];

    // ActionCommand.TryParseV2 at the trimmed start of a line, else TryParse: "##[" anywhere.
    private static (string, Dictionary<string, string>, string)? GitHubCommand(string line)
    {
        var trimmed = line.TrimStart();
        if (trimmed.StartsWith("::", StringComparison.Ordinal) && trimmed.IndexOf("::", 2, StringComparison.Ordinal) is > 0 and var end)
        {
            var (name, properties) = Head(trimmed[2..end], ',', Unescape("%3A:%2C,"));
            if (GitHubNames.Contains(name, StringComparer.OrdinalIgnoreCase)) return (name, properties, Unescape("")(trimmed[(end + 2)..]));
        }
        int old = line.IndexOf("##[", StringComparison.Ordinal);
        if (old < 0 || line.IndexOf(']', old) is not (> 0 and var close)) return null;
        var (oldName, oldProperties) = Head(line[(old + 3)..close], ';', text => text);
        return GitHubNames.Contains(oldName, StringComparer.OrdinalIgnoreCase) ? (oldName, oldProperties, line[(close + 1)..]) : null;
    }

    // Command.TryParse: "##vso[" anywhere in a line.
    private static (string, Dictionary<string, string>, string)? AzureCommand(string line)
    {
        int start = line.IndexOf("##vso[", StringComparison.OrdinalIgnoreCase);
        if (start < 0 || line.IndexOf(']', start) is not (> 0 and var close)) return null;
        var (name, properties) = Head(line[(start + 6)..close], ';', Unescape("%5D]%3B;", "%AZP25"));
        return (name, properties, Unescape("", "%AZP25")(line[(close + 1)..]));
    }

    private static (string Name, Dictionary<string, string> Properties) Head(string head, char separator, Func<string, string> unescape)
    {
        int space = head.IndexOf(' ', StringComparison.Ordinal);
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in space < 0 ? [] : head[(space + 1)..].Split(separator, StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length == 2) properties[parts[0].Trim()] = unescape(parts[1]);
        }
        return (space < 0 ? head : head[..space], properties);
    }

    private static Func<string, string> Unescape(string pairs, string percent = "%25") => text =>
    {
        var plain = new StringBuilder(text).Replace("%0D", "\r").Replace("%0A", "\n");
        for (int i = 0; i < pairs.Length; i += 4) plain.Replace(pairs.AsSpan(i, 3), pairs.AsSpan(i + 3, 1));
        return plain.Replace(percent, "%").ToString();
    };
}
