using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds changes below a folder that was declared a volume further up.</summary>
internal sealed class ChangeVolumesFirst : DockerfileRule
{
    // Paths of one VOLUME; each change is compared with all of them.
    private const int MostVolumes = 32;
    private static readonly string[] Changing = ["mkdir", "chown", "chmod", "chgrp", "touch", "cp", "mv", "ln", "install"];

    public override RuleInfo Info { get; } = new("PGD051", "Fill a folder before it becomes a volume", Severity.Medium)
    {
        Why = "Builders other than BuildKit throw away what a RUN changes in a volume declared above it, so the image differs from builder to builder.",
        Fix = "Move the VOLUME below the last change of its folder.",
        Flags =
        [
            "FROM debian:12.5\nVOLUME /data\nRUN mkdir /data/logs",
            "FROM debian:12.5\nVOLUME [\"/var/lib/app\", \"/logs\"]\nRUN useradd app && chown -R app /logs",
            "FROM debian:12.5\nVOLUME /data\nRUN echo a > /data/a",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN mkdir /data/logs\nVOLUME /data", "FROM debian:12.5\nVOLUME /data\nRUN mkdir /database",
            "FROM debian:12.5\nVOLUME /data\nRUN ls /data",
            "FROM debian:12.5 AS a\nVOLUME /data\nFROM debian:12.5\nRUN mkdir /data", "FROM debian:12.5\nVOLUME $DATA\nRUN mkdir /data",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nVOLUME C:/data\nRUN mkdir C:/data",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => file.Stages.SelectMany(stage => Check(file, stage));

    private IEnumerable<Finding> Check(Dockerfile file, Stage stage)
    {
        var volumes = new List<string>();
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is WordsInstruction { Kind: InstructionKind.Volume } volume) volumes.AddRange(FoldersOf(volume).Take(MostVolumes - volumes.Count));
            else if (instruction is RunInstruction run && volumes.Count > 0)
            {
                foreach (var (command, path) in ChangesOf(run))
                {
                    if (volumes.Find(folder => StagePath.IsWithin(path, folder)) is { } folder)
                        yield return At(file, command, $"Folder '{folder}' is a volume already; this change of it may be lost.");
                }
            }
        }
    }

    private static IEnumerable<string> FoldersOf(WordsInstruction volume) =>
        from word in volume.Words
        let path = volume.Scope.Expand(word)
        where path is ['/', _, ..]
        select StagePath.Combine("/", path);

    private static IEnumerable<(ShellCommand Command, string Path)> ChangesOf(RunInstruction run) =>
        from command in run.Script.Commands
        let changed = command.IsAny(Changing) ? command.Arguments.Select(word => word.Value) : []
        let written = command.Redirections.Where(redirection => redirection.Operator.StartsWith('>')).Select(redirection => redirection.Target?.Value)
        from path in changed.Concat(written)
        where path is ['/', ..]
        select (command, StagePath.Combine("/", path));
}
