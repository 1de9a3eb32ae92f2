using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds programs that run with the rights of their owner.</summary>
internal sealed class SetNoUserBits : FileModeRule
{
    public override RuleInfo Info { get; } = new("PGD314", "Set no setuid bits", Severity.Medium)
    {
        Why = "Whoever starts such a program gets the rights of its owner, mostly root; a flaw in it is a way out of the container's user.",
        Fix = "Take the bit away, and give the one capability that is needed (setcap), or run that part as another user.",
        Flags =
        [
            "FROM debian:12.5\nRUN chmod u+s /usr/bin/x",
            "FROM debian:12.5\nRUN install -m 4755 x /usr/bin/x && chmod 06755 /y",
            "FROM debian:12.5\nCOPY --chmod=4755 x /usr/bin/x",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN chmod u-s /usr/bin/x && chmod 0755 /y",
            "FROM debian:12.5\nRUN chmod g+s /shared && chmod 2775 /shared",
            "FROM debian:12.5\nRUN find / -perm /6000 -type f -exec chmod a-s {} +",
        ],
        Tags = ["cis-docker:4.8", "cwe:250"],
    };

    protected override bool IsBad(ModeBits mode) => mode.SetsUser;

    protected override string Message(string mode) => $"With {SyntaxProblems.Quote(mode)} the program runs with the rights of its owner.";
}
