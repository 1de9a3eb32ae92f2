using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds files that anybody may change.</summary>
internal sealed class KeepFilesFromTheWorld : FileModeRule
{
    public override RuleInfo Info { get; } = new("PGD313", "Do not let everybody write", Severity.Medium)
    {
        Why = "Any process in the container, however few rights it has, can replace what others run or read.",
        Fix = "Give the files to the user who needs them (--chown), and use 755 or 644; for shared folders 1777.",
        Flags =
        [
            "FROM debian:12.5\nRUN chmod -R 777 /app",
            "FROM debian:12.5\nRUN chmod a+rwx,g-s /app && mkdir -m 0777 /data",
            "FROM debian:12.5\nCOPY --chmod=666 a /a",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN chmod 755 /app && chmod 1777 /tmp && chmod +x /x && chmod -x /y",
            "FROM debian:12.5\nRUN chmod o-w /app && chmod u+w,g+w /app",
            "FROM debian:12.5\nRUN chmod \"$MODE\" /app",
            "FROM debian:12.5\nCOPY --chmod=755 a /a",
        ],
        Tags = ["cwe:732"],
    };

    protected override bool IsBad(ModeBits mode) => mode.IsWorldWritable;

    protected override string Message(string mode) => $"{SyntaxProblems.Quote(mode)} lets everybody write.";
}
