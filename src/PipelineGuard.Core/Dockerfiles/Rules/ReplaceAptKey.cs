using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds the deprecated <c>apt-key</c>.</summary>
internal sealed class ReplaceAptKey : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD234", "Use signed-by instead of apt-key", Severity.Low)
    {
        Why = "A key added with apt-key may sign packages of every repository. The program is deprecated, and newer releases no longer have it.",
        Fix = "Save the key as /etc/apt/keyrings/name.asc and name it in the source: deb [signed-by=/etc/apt/keyrings/name.asc] ….",
        Flags =
        [
            "FROM debian:11.9\nRUN curl -fsSL https://example.com/key.asc | apt-key add -",
            "FROM debian:11.9\nRUN apt-key adv --keyserver hkps://keys.openpgp.org --recv-keys 0123456789ABCDEF0123456789ABCDEF01234567",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/key.asc -o /etc/apt/keyrings/x.asc",
            "FROM debian:12.5\nRUN apt-key list || rm -f /usr/bin/apt-key",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("apt-key")
        where command.Is("apt-key", "add") || command.Is("apt-key", "adv")
        select At(file, command, "apt-key is deprecated, and trusts the key for every repository.");
}
