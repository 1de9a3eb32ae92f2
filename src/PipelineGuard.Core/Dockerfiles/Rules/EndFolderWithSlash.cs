using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds several files copied to what looks like one file.</summary>
internal sealed class EndFolderWithSlash : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD023", "End the destination of several files with a slash", Severity.High)
    {
        Why = "Several files only fit into a folder; without the slash the build fails.",
        Fix = "Write a slash behind the destination.",
        Flags =
        [
            "FROM debian:12.5\nCOPY package.json package-lock.json /app", "FROM debian:12.5\nADD [\"a.txt\", \"b.txt\", \"/data\"]",
            "FROM debian:12.5\nCOPY --from=0 /a /b \"/c d\"",
            "FROM debian:12.5\nARG DIR=/app\nCOPY a b $DIR",
        ],
        Allows =
        [
            "FROM debian:12.5\nCOPY package.json package-lock.json /app/", "FROM debian:12.5\nCOPY a b ./", "FROM debian:12.5\nCOPY a b .",
            "FROM debian:12.5\nCOPY *.json /app",
            "FROM debian:12.5\nARG DIR\nCOPY a b $DIR", "FROM debian:12.5\nCOPY <<A <<B /etc/conf/\na\nA\nb\nB",
            "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY a b C:\\app\\",
        ],
        Tags = ["hadolint:DL3021", "trivy:DS-0011"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from copy in file.All<CopyInstruction>()
        where copy.Sources.Length > 1
        let path = copy.Scope.ExpandPartly(copy.Destination!.Text)
        where path.Length > 0 && path[^1] is not ('/' or '\\' or Scope.Unknown) && path is not "." && !path.EndsWith("/.", StringComparison.Ordinal)
        // Behind a closing quote or a variable the slash would be right too, but is no longer the author's style.
        let isPlain = path == copy.Destination!.Text
        let message = $"{copy.Sources.Length} files go to {SyntaxProblems.Quote(path)}, which is no folder without a slash at the end."
        select At(file, copy.Destination!, message, new("Add the slash.")
        {
            Edits = isPlain ? [file.InsertAfter(copy.Destination!, "/")] : [],
        });
}
