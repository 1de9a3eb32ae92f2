using System.Collections.Frozen;
using System.Collections.Immutable;
using PipelineGuard.Images;

namespace PipelineGuard.Hardening;

/// <summary>Commands that wait for what somebody types: shells and interpreters without arguments. An image that runs one is there to be built on.</summary>
internal static class BareCommands
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "sh", "bash", "ash", "dash", "zsh", "login", "node", "python", "python2", "python3", "irb", "php", "jshell", "ghci", "iex", "erl", "lua", "perl", "pwsh", "dotnet", "true");

    /// <summary>True when a config starts nothing else.</summary>
    public static bool AreAll(ImageConfig config) => IsEntrypointHarmless(config.Entrypoint) && IsBare(config.Cmd);

    // Official images begin with a script that runs whatever the command is.
    private static bool IsEntrypointHarmless(ImmutableArray<string> entrypoint) =>
        entrypoint is [] || (entrypoint is [var only] && NameOf(only).EndsWith("entrypoint.sh", StringComparison.Ordinal)) || IsBare(entrypoint);

    private static bool IsBare(ImmutableArray<string> command) => command switch
    {
        [] => true,
        ["/bin/sh", "-c", var text] => IsBare([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)]),
        [var name] => Names.Contains(NameOf(name)),
        [var name, "-" or "-l" or "-a" or "-i"] => Names.Contains(NameOf(name)),
        _ => false,
    };

    private static string NameOf(string command) => command[(command.LastIndexOf('/') + 1)..];
}
