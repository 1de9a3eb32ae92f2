using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for a label in place of the deprecated <c>MAINTAINER</c>.</summary>
internal sealed class ReplaceMaintainer : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD010", "Use a label instead of MAINTAINER", Severity.Low)
    {
        Why = "MAINTAINER is deprecated, and tools that list images read only labels.",
        Fix = "Write LABEL org.opencontainers.image.authors=\"…\".",
        Flags = ["FROM debian:12.5\nMAINTAINER Jo Doe <jo@example.com>", "FROM debian:12.5\nMAINTAINER \"Jo \\\"D\\\" $HOME\""],
        Allows = ["FROM debian:12.5\nLABEL org.opencontainers.image.authors=\"Jo Doe <jo@example.com>\""],
        Tags = ["hadolint:DL4000", "trivy:DS-0022", "checkov:CKV_DOCKER_6", "docker:MaintainerDeprecated"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from maintainer in file.All<ValueInstruction>()
        where maintainer is { Kind: InstructionKind.Maintainer, Value: not null }
        select At(file, maintainer, "MAINTAINER is deprecated.", new("Replace it with a label.")
        {
            Edits = [file.Replace(maintainer, $"LABEL org.opencontainers.image.authors={Quote(maintainer.Value!.Text, maintainer.Escape)}")],
        });

    // The name is taken as it is, while a label's value is expanded.
    private static string Quote(string name, char escape)
    {
        if (name is ['"', .., '"']) name = name[1..^1];
        var plain = string.Concat(name.Select(c => c is '"' or '$' || c == escape ? $"{escape}{c}" : $"{c}"));
        return $"\"{plain}\"";
    }
}
