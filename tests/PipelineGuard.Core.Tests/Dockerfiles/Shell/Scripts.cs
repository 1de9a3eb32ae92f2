namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>Reads short scripts for tests.</summary>
internal static class Scripts
{
    /// <summary>The commands of a RUN with this script.</summary>
    public static IReadOnlyList<ShellCommand> Commands(string script) =>
        Dockerfile.Parse($"FROM debian:12.5\nRUN {script}").All<Syntax.RunInstruction>().Single().Script.Commands;
}
