using System.Text;

namespace PipelineGuard.Reporting;

/// <summary>
/// Takes the effect from words that build agents obey when they stand in a log. Azure's agent looks for <c>##vso[</c> and <c>##[</c> anywhere
/// in a line, GitHub's runner for <c>##[</c> anywhere and for <c>::name</c> at the start, which is where a wrapped line may put it.
/// </summary>
internal static class RunnerCommands
{
    // actions/runner, the registered action commands; their names are compared without regard to case.
    private static readonly string[] GitHubNames =
    [
        "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "internal-set-repo-path", "notice", "remove-matcher",
        "save-state", "set-env", "set-output", "set-repo-path", "stop-commands", "warning",
    ];

    /// <summary>True when <see cref="Disarmed"/> may have something to do: quick, and mostly false.</summary>
    public static bool MayStandIn(ReadOnlySpan<char> text) => text.Contains("##", StringComparison.Ordinal) || text.Contains("::", StringComparison.Ordinal);

    /// <summary>The text with a space inside each such word, so that it can still be read: <c># #vso[…]</c>, <c>: :set-output</c>.</summary>
    public static string Disarmed(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            safe.Append(text[i]);
            if (Begins(text.AsSpan(i))) safe.Append(' ');
        }
        return safe.ToString();
    }

    private static bool Begins(ReadOnlySpan<char> text) => text switch
    {
        ['#', '#', .. var rest] => rest.StartsWith("[", StringComparison.Ordinal) || rest.StartsWith("vso[", StringComparison.OrdinalIgnoreCase),
        [':', ':', .. var rest] => IsGitHubName(rest),
        _ => false,
    };

    private static bool IsGitHubName(ReadOnlySpan<char> rest)
    {
        foreach (var name in GitHubNames)
        {
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (rest.Length == name.Length || rest[name.Length] is ' ' or ':')) return true;
        }
        return false;
    }
}
