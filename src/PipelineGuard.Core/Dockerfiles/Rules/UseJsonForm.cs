using System.Text.Encodings.Web;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for the JSON form of <c>CMD</c> and <c>ENTRYPOINT</c>, in which the program itself gets the signals.</summary>
internal sealed class UseJsonForm : DockerfileRule
{
    // Words that only a shell knows: the JSON form would look for a program of that name.
    private static readonly string[] Builtins =
        [".", ":", "alias", "cd", "command", "eval", "exit", "export", "read", "set", "source", "trap", "ulimit", "umask", "wait"];

    public override RuleInfo Info { get; } = new("PGD010", "Write CMD and ENTRYPOINT in the JSON form", Severity.Low)
    {
        Why = "The shell form makes /bin/sh the main process: it does not pass on the signal to stop, so the container is killed after a timeout.",
        Fix = "Write [\"program\", \"argument\"]; where a shell is needed, let it exec the program.",
        Flags =
        [
            "FROM debian:12.5\nCMD nginx -g 'daemon off;'", "FROM debian:12.5\nENTRYPOINT /app/server --port $PORT",
            "FROM debian:12.5\nCMD migrate && serve",
            "FROM debian:12.5\nONBUILD CMD serve",
        ],
        Allows =
        [
            "FROM debian:12.5\nCMD [\"nginx\", \"-g\", \"daemon off;\"]", "FROM debian:12.5\nENTRYPOINT exec /app/server --port $PORT",
            "FROM debian:12.5\nSHELL [\"/bin/bash\", \"-c\"]\nCMD serve", "FROM debian:12.5\nCMD []",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCMD app.exe", "FROM debian:12.5\nHEALTHCHECK CMD curl -f localhost",
        ],
        Tags = ["hadolint:DL3025", "docker:JSONArgsRecommended"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => Check(file, new(file));

    private IEnumerable<Finding> Check(Dockerfile file, StartOfStages starts) =>
        from command in file.All<CommandInstruction>()
        where command is { Kind: InstructionKind.Cmd or InstructionKind.Entrypoint, IsExecForm: false, Command.Length: > 0 }
        // A SHELL instruction says that a shell is wanted; a bracket is a JSON form gone wrong, which has its own rule.
        where command.Shell is { Kind: ShellKind.Posix, Program: null } && command.Command.Text[0] != '['
        where command.Script.Commands is not [{ } first, ..] || !first.HasPrefix("exec")
        let json = starts.DependsOnShellForm(command) ? null : ToJson(command)
        select At(file, command, $"{command.Keyword} runs within a shell, which keeps the signals to itself.", new("Use the JSON form.")
        {
            Edits = json is null ? [] : [file.Replace(Word.Of(command.Command, 0, command.Command.Length), json)],
        });

    // Null when the command needs a shell: variables, patterns, redirections, more than one command.
    private static string? ToJson(CommandInstruction command)
    {
        if (command.Script is not { IsReadable: true, Commands: [{ Redirections: [], Assignments: [], Prefixes: [] } only] }) return null;
        if (only.Pipeline is not { IsNegated: false, Elements.Count: 1, After: ShellOperator.None, List.Role: ShellRole.Script }) return null;
        if (only.Words.Any(word => word.Value is null || word.IsPattern || word.Text is ['~', ..] || word.Text.Contains('{', StringComparison.Ordinal))) return null;
        if (Builtins.Contains(only.Name) || command.Comments.Length > 0) return null;
        return $"[{string.Join(", ", only.Words.Select(word => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(word.Value!)}\""))}]";
    }

    /// <summary>
    /// Behind an <c>ENTRYPOINT</c> in the shell form a <c>CMD</c> is not looked at: in the JSON form it would become its arguments. And <c>sh -c</c>
    /// takes one word for the script. Each stage is looked through once.
    /// </summary>
    private sealed class StartOfStages(Dockerfile file)
    {
        private readonly Dictionary<Stage, bool> _startsShell = [];
        private HashSet<Stage>? _belowCommands;

        public bool DependsOnShellForm(CommandInstruction command)
        {
            if (command.Stage is not { } stage) return false;
            if (command.Kind == InstructionKind.Cmd) return _startsShell.TryGetValue(stage, out bool known) ? known : _startsShell[stage] = StartsShell(stage);
            _belowCommands ??= [.. file.Stages.Where(other => other.Last(InstructionKind.Cmd) is not null).SelectMany(other => other.Lineage)];
            return _belowCommands.Contains(stage);
        }

        private static bool StartsShell(Stage stage) =>
            stage.LastInherited(InstructionKind.Entrypoint) is CommandInstruction { IsExecForm: true, Exec: [var shell, ..] } start
            && StageShell.KindOf(shell.Text) == ShellKind.Posix && start.Exec.Any(word => word.Text is ['-', .., 'c']);
    }
}
