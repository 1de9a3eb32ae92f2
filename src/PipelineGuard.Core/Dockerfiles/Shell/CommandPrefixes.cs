using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>Programs that run another one: what matters stands behind them.</summary>
internal static class CommandPrefixes
{
    // The options that take the next word, and how many operands stand in front of the command (a user, a duration).
    private static readonly FrozenDictionary<string, (string[] ValueFlags, int Operands)> Known = new Dictionary<string, (string[], int)>
    {
        ["sudo"] = (["-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "-R", "-T", "-r", "-t", "-U"], 0),
        ["doas"] = (["-u", "-C"], 0),
        ["env"] = (["-u", "--unset", "-C", "--chdir"], 0),
        ["exec"] = (["-a"], 0),
        ["command"] = ([], 0),
        ["builtin"] = ([], 0),
        ["nohup"] = ([], 0),
        ["time"] = (["-f", "--format", "-o", "--output"], 0),
        ["nice"] = (["-n", "--adjustment"], 0),
        ["ionice"] = (["-c", "--class", "-n", "--classdata"], 0),
        ["setsid"] = ([], 0),
        ["stdbuf"] = (["-i", "-o", "-e"], 0),
        ["timeout"] = (["-s", "--signal", "-k", "--kill-after"], 1),
        ["eatmydata"] = ([], 0),
        ["gosu"] = ([], 1),
        ["su-exec"] = ([], 1),
    }.ToFrozenDictionary();

    /// <summary>True for the name of such a program.</summary>
    public static bool IsPrefix(string? program) => program is not null && Known.ContainsKey(program[(program.LastIndexOf('/') + 1)..]);

    /// <summary>The position of the program that is really run; that of the last prefix when nothing follows it.</summary>
    public static int Skip(ImmutableArray<ShellWord> words)
    {
        int at = 0;
        while (at < words.Length && IsPrefix(words[at].Value) && Behind(words, at) is { } next) at = next;
        return at;
    }

    private static int? Behind(ImmutableArray<ShellWord> words, int prefix)
    {
        var name = words[prefix].Value!;
        var (valueFlags, operands) = Known[name[(name.LastIndexOf('/') + 1)..]];
        for (int at = prefix + 1; at < words.Length; at++)
        {
            var shape = words[at].Shape;
            // "command -v tool" asks for a tool and runs none.
            if (name == "command" && shape is "-v" or "-V") return null;
            if (words[at].IsFlag) at += valueFlags.Contains(shape) ? 1 : 0;
            else if (shape.Contains('=', StringComparison.Ordinal) && name.EndsWith("env", StringComparison.Ordinal)) continue;
            else if (operands-- <= 0) return at;
        }
        return null;
    }
}
