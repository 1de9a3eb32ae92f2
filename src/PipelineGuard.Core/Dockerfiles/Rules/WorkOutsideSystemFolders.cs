using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds working directories that belong to the kernel or the distribution.</summary>
internal sealed class WorkOutsideSystemFolders : DockerfileRule
{
    private static readonly string[] Kernel = ["/proc", "/sys", "/dev"];
    private static readonly string[] Distribution = ["/bin", "/boot", "/etc", "/lib", "/lib32", "/lib64", "/sbin", "/usr", "/usr/bin", "/usr/lib", "/usr/sbin"];

    public override RuleInfo Info { get; } = new("PGD060", "Keep WORKDIR out of system folders", Severity.Medium)
    {
        Why = "A working directory below /proc or /dev can lead out of the container (CVE-2024-21626), and files written to the folders of the distribution replace its own.",
        Fix = "Use a folder of your own, such as /app.",
        Flags =
        [
            "FROM debian:12.5\nWORKDIR /proc/self/fd/8", "FROM debian:12.5\nWORKDIR /etc", "FROM debian:12.5\nWORKDIR /usr/bin/", "FROM debian:12.5\nENV D=/sys\nWORKDIR $D",
            "FROM debian:12.5\nWORKDIR /app\nWORKDIR ../dev",
        ],
        Allows =
        [
            "FROM debian:12.5\nWORKDIR /app", "FROM debian:12.5\nWORKDIR /usr/src/app", "FROM debian:12.5\nWORKDIR /etc/nginx", "FROM debian:12.5\nWORKDIR /",
            "FROM debian:12.5\nWORKDIR /device", "FROM debian:12.5\nWORKDIR etc", "FROM debian:12.5\nARG D\nWORKDIR $D",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR /etc",
        ],
        Tags = ["trivy:DS-0030", "cwe:668"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => file.Stages.Where(stage => !stage.IsWindows).SelectMany(stage => InStage(file, stage));

    private IEnumerable<Finding> InStage(Dockerfile file, Stage stage)
    {
        string? directory = null;
        foreach (var workdir in stage.All<ValueInstruction>().Where(instruction => instruction is { Kind: InstructionKind.Workdir, Value: not null }))
        {
            var path = workdir.Scope.ExpandPartly(workdir.Value!.Text);
            bool isKnown = !path.Contains(Scope.Unknown, StringComparison.Ordinal) && (directory is not null || path.StartsWith('/'));
            directory = isKnown ? StagePath.Combine(directory ?? "/", path) : null;
            if (directory is not null && IsOfSystem(directory)) yield return At(file, workdir.Value, $"'{directory}' is no place for an application.");
        }
    }

    private static bool IsOfSystem(string directory) =>
        Kernel.Any(folder => StagePath.IsWithin(directory, folder)) || Distribution.Contains(directory, StringComparer.Ordinal);
}
