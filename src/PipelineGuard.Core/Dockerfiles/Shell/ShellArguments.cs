namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>Finds what a shell is told to run on its command line.</summary>
internal static class ShellArguments
{
    /// <summary>The index of the script text behind <c>-c</c> (also <c>-ec</c>, <c>-lc</c>, <c>-o pipefail -c</c>); -1 when there is none.</summary>
    /// <param name="words">The command line with the shell at 0; null for words that are unknown.</param>
    public static int ScriptAt(IReadOnlyList<string?> words)
    {
        bool command = false;
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i] is not ['-' or '+', .., var last] option) return command ? i : -1;
            if (option.StartsWith("--", StringComparison.Ordinal)) continue;
            command |= option[0] == '-' && option.Contains('c', StringComparison.Ordinal);
            if (last is 'o' or 'O') i++;
        }
        return -1;
    }
}
