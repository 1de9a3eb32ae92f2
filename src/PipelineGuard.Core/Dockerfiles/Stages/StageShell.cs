using PipelineGuard.Dockerfiles.Shell;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>What kind of language a command is written in.</summary>
internal enum ShellKind
{
    /// <summary>sh and its family: read by <see cref="ShellScript"/>.</summary>
    Posix,

    /// <summary>PowerShell on any platform; not read.</summary>
    PowerShell,

    /// <summary>The Windows command processor; not read.</summary>
    Cmd,

    /// <summary>Anything else; not read.</summary>
    Unknown,
}

/// <summary>The shell that runs the shell form of commands.</summary>
/// <param name="Kind">Its language.</param>
/// <param name="Options">The options it starts with, such as those of <c>SHELL ["/bin/bash", "-o", "pipefail", "-c"]</c>.</param>
internal sealed record StageShell(ShellKind Kind, ShellOptions Options)
{
    /// <summary><c>/bin/sh -c</c>, the default of Linux images.</summary>
    public static StageShell Posix { get; } = new(ShellKind.Posix, default);

    /// <summary><c>cmd /S /C</c>, the default of Windows images.</summary>
    public static StageShell Cmd { get; } = new(ShellKind.Cmd, default);

    /// <summary>The program with its path and arguments; null for a default.</summary>
    public string? Program { get; private init; }

    /// <summary>Recognises the words of a <c>SHELL</c> instruction.</summary>
    public static StageShell Of(IReadOnlyList<string> words)
    {
        if (words.Count == 0) return new(ShellKind.Unknown, default);
        var kind = KindOf(words[0]);
        return new(kind, kind == ShellKind.Posix ? default(ShellOptions).With(words.Skip(1)) : default) { Program = words[0] };
    }

    /// <summary>The language that a program reads, by the last part of its path.</summary>
    public static ShellKind KindOf(string program)
    {
        var name = program.AsSpan(program.AsSpan().LastIndexOfAny('/', '\\') + 1).ToString().ToLowerInvariant();
        return name switch
        {
            "sh" or "bash" or "ash" or "dash" or "ksh" or "zsh" or "mksh" or "busybox" => ShellKind.Posix,
            "powershell" or "powershell.exe" or "pwsh" or "pwsh.exe" => ShellKind.PowerShell,
            "cmd" or "cmd.exe" => ShellKind.Cmd,
            _ => ShellKind.Unknown,
        };
    }
}
