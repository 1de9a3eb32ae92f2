using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds settings of a shell that ends at once.</summary>
internal sealed class SetWhatLasts : DockerfileRule
{
    private static readonly string[] StartFiles = [".bashrc", ".profile", ".bash_profile", "/etc/profile", ".zshrc", "/activate", "/nvm.sh", "/env"];

    public override RuleInfo Info { get; } = new("PGD325", "Set what shall last with ENV", Severity.Medium)
    {
        Why = "Each RUN has a shell of its own: what the last command sets in it is gone when the next instruction starts.",
        Fix = "Use ENV for variables (PATH too), or put the commands that need them into the same RUN.",
        Flags =
        [
            "FROM debian:12.5\nRUN export PATH=/opt/bin:$PATH",
            "FROM debian:12.5\nRUN make && . ~/.bashrc",
            "FROM debian:12.5\nRUN . /venv/bin/activate",
            "FROM debian:12.5\nRUN VERSION=1.2",
        ],
        Allows =
        [
            "FROM debian:12.5\nENV PATH=/opt/bin:$PATH",
            "FROM debian:12.5\nRUN export A=b && make",
            "FROM debian:12.5\nRUN . /venv/bin/activate && pip list",
            "FROM debian:12.5\nRUN . ./install.sh",
            "FROM debian:12.5\nRUN echo 'export A=b' >> ~/.bashrc",
            "FROM debian:12.5\nRUN V=\"$(make)\"",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        let last = run.Script.Commands.LastOrDefault()
        where last is { Pipeline: { Next: null, Elements.Count: 1, List: { Role: ShellRole.Script, Owner: null } } } && OnlySets(last)
        select At(file, last, $"{SyntaxProblems.Quote(last.Words.Length > 0 ? last.Words[0].Text : last.Assignments[0].Name)} has no effect: its shell ends here.");

    private static bool OnlySets(ShellCommand command) => command.Name switch
    {
        "export" or "alias" or "umask" => !command.Arguments.IsEmpty,
        "source" or "." => command.Arguments is [{ } startFile] && StartFiles.Any(name => startFile.Shape.EndsWith(name, StringComparison.Ordinal)),
        // $(…) may do more than give a value.
        null => command is { Words: [], Assignments: not [], Redirections: [] } && command.Assignments.All(assignment => assignment.Value?.Expansions.All(e => e.Kind != ShellExpansionKind.Command) == true),
        _ => false,
    };
}
