using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>Finds the script in an instruction: behind a shell, in a heredoc, or as the words of a JSON array.</summary>
internal static class CommandScripts
{
    /// <summary>Reads the script of an instruction.</summary>
    public static ShellScript Read(CommandInstruction instruction)
    {
        if (instruction.IsExecForm) return OfExec(instruction);
        var kind = instruction.Shell.Kind;
        if (kind != ShellKind.Posix) return ShellScript.NotRead(kind);
        return instruction.Heredocs is [var heredoc] && instruction.Command.Text == heredoc.Announcement
            ? OfHeredoc(heredoc, instruction.Shell)
            : ShellScript.Parse(instruction.Command, instruction.Shell.Options, instruction.Heredocs);
    }

    private static ShellScript OfExec(CommandInstruction instruction)
    {
        var words = instruction.Exec;
        if (words.IsEmpty) return ShellScript.NotRead(ShellKind.Unknown);
        var kind = StageShell.KindOf(words[0].Text);
        if (kind is ShellKind.Cmd or ShellKind.PowerShell) return ShellScript.NotRead(kind);
        int option = words.Length == 0 || kind != ShellKind.Posix ? -1 : ShellArguments.ScriptAt([.. words.Select(word => (string?)word.Text)]);
        return option < 0
            ? ShellScript.OfExec(words)
            : ShellScript.Parse(words[option], default(ShellOptions).With(words.Skip(1).Take(option - 1).Select(word => word.Text)));
    }

    // A body that begins with "#!" runs as a file, with the program that it names.
    private static ShellScript OfHeredoc(Heredoc heredoc, StageShell shell)
    {
        var line = heredoc.Body.Text.AsSpan();
        line = line[..(line.IndexOf('\n') is var end and >= 0 ? end : line.Length)].Trim();
        if (!line.StartsWith("#!")) return ShellScript.Parse(heredoc.Body, shell.Options);
        var words = line[2..].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var env, ..] && env.EndsWith("/env", StringComparison.Ordinal)) words = [.. words.Skip(1).SkipWhile(word => word.StartsWith('-'))];
        var kind = words.Length == 0 ? ShellKind.Posix : StageShell.KindOf(words[0]);
        return kind == ShellKind.Posix ? ShellScript.Parse(heredoc.Body, default(ShellOptions).With(words.Skip(1))) : ShellScript.NotRead(kind);
    }
}
