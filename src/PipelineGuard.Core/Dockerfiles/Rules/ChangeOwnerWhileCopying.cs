using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds files that are copied and then get another owner or mode, which stores them twice.</summary>
internal sealed class ChangeOwnerWhileCopying : DockerfileRule
{
    // The last copies; a change further away than that is rare, and each is compared with all of them.
    private const int MostCopies = 32;

    public override RuleInfo Info { get; } = new("PGD055", "Set owner and mode while copying", Severity.Low)
    {
        Why = "chown -R or chmod -R in a later RUN writes all files into a second layer, so the image holds them twice.",
        Fix = "Write COPY --chown=… or COPY --chmod=….",
        Flags =
        [
            "FROM debian:12.5\nCOPY . /app\nRUN chown -R app:app /app",
            "FROM debian:12.5\nWORKDIR /app\nCOPY src ./src\nRUN useradd app && chown --recursive app .",
            "FROM debian:12.5\nCOPY bin/ /usr/local/bin/\nRUN chmod -R +x /usr/local/bin/",
        ],
        Allows =
        [
            "FROM debian:12.5\nCOPY --chown=app:app . /app", "FROM debian:12.5\nRUN mkdir /data && chown -R app /data\nCOPY . /app",
            "FROM debian:12.5\nCOPY run.sh /\nRUN chmod +x /run.sh",
            "FROM debian:12.5\nRUN chown -R app /app\nCOPY . /app",
            "FROM debian:12.5 AS a\nCOPY . /app\nRUN chown -R app /app\nFROM debian:12.5\nCOPY --from=a /app /app",
            "FROM debian:12.5\nCOPY a /app/a\nRUN chown -R app /application",
        ],
    };

    // Layers of other stages are not shipped.
    public override IEnumerable<Finding> Check(Dockerfile file) =>
        file.FinalStage is { IsWindows: false } final ? final.Lineage.SelectMany(stage => Check(file, stage)) : [];

    private IEnumerable<Finding> Check(Dockerfile file, Stage stage)
    {
        var copied = new Queue<string>();
        var folder = "/";
        foreach (var instruction in stage.Instructions)
        {
            switch (instruction)
            {
                case ValueInstruction { Kind: InstructionKind.Workdir, Value: { } workdir }:
                    folder = StagePath.Combine(folder, instruction.Scope.ExpandPartly(workdir.Text));
                    break;
                case CopyInstruction { Destination: { } destination } when instruction.Scope.Expand(destination) is { } path:
                    copied.Enqueue(StagePath.Combine(folder, path));
                    if (copied.Count > MostCopies) copied.Dequeue();
                    break;
                case RunInstruction run when copied.Count > 0:
                    foreach (var (command, twice) in ChangesOf(run, folder, copied))
                        yield return At(file, command, $"{command.Name} -R stores the files copied to '{twice}' a second time.");
                    break;
            }
        }
    }

    // Each command once, with the first of its folders that holds something copied.
    private static IEnumerable<(ShellCommand Command, string Folder)> ChangesOf(RunInstruction run, string folder, Queue<string> copied) =>
        from command in run.Script.Commands
        where command.IsAny("chown", "chmod") && command.HasFlag("-R", "--recursive")
        let changed = command.Operands.Skip(1).Select(word => word.Value).OfType<string>().Select(path => StagePath.Combine(folder, path))
        let twice = changed.FirstOrDefault(path => path != "/" && copied.Any(copy => StagePath.IsWithin(copy, path)))
        where twice is not null
        select (command, twice);
}
