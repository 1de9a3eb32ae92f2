using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>apt-get install</c> that would ask a question nobody can answer.</summary>
internal sealed class AnswerAptPrompts() : AnswerPromptsRule(PackageManagers.Apt)
{
    public override RuleInfo Info { get; } = new("PGD201", "Let apt-get answer itself", Severity.Low)
    {
        Why = "apt-get asks before it changes anything; a build has nobody to answer, so it stops with an error.",
        Fix = "Add -y.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get install curl",
            "FROM debian:12.5\nRUN apt-get update && sudo apt-get -q install --no-install-recommends curl",
            "FROM debian:12.5\nRUN [\"apt-get\", \"install\", \"curl\"]",
            "FROM debian:12.5\nRUN <<EOF\napt-get update\napt-get install curl\nEOF",
            "FROM debian:12.5\nARG VERSION\nRUN apt-get install curl=$VERSION",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get install -y curl",
            "FROM debian:12.5\nRUN apt-get -qqy install curl",
            "FROM debian:12.5\nRUN apt-get --assume-yes install curl",
            "FROM debian:12.5\nRUN yes | apt-get install curl",
            "FROM debian:12.5\nRUN apt-get install $FLAGS curl",
            "FROM debian:12.5\nRUN apt-get update",
        ],
        Tags = ["hadolint:DL3014", "trivy:DS-0021"],
    };
}
