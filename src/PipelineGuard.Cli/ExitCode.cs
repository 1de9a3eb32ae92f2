namespace PipelineGuard.Cli;

/// <summary>The exit codes that no verdict has; <c>Policy.ExitCodes</c> has the others.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Usage = 2;
    public const int Failed = 4;
}
