using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>zypper install</c> that would ask a question nobody can answer.</summary>
internal sealed class AnswerZypperPrompts() : AnswerPromptsRule(PackageManagers.Zypper)
{
    public override RuleInfo Info { get; } = new("PGD216", "Let zypper answer itself", Severity.Low)
    {
        Why = "zypper asks before it changes anything; a build has nobody to answer, so it stops with an error.",
        Fix = "Add --non-interactive in front of the sub-command, or -y behind it.",
        Flags = ["FROM opensuse/leap:15.6\nRUN zypper install curl", "FROM opensuse/leap:15.6\nRUN zypper ref && zypper in curl && zypper clean"],
        Allows =
        [
            "FROM opensuse/leap:15.6\nRUN zypper --non-interactive install curl",
            "FROM opensuse/leap:15.6\nRUN zypper -n in curl",
            "FROM opensuse/leap:15.6\nRUN zypper install -y curl",
        ],
        Tags = ["hadolint:DL3034"],
    };
}
