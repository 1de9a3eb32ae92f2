using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds signing keys that arrive on an open line.</summary>
internal sealed class FetchKeysSafely : DockerfileRule
{
    private const int FingerprintLength = 40;

    public override RuleInfo Info { get; } = new("PGD235", "Fetch signing keys over an encrypted connection", Severity.Medium)
    {
        Why = "Whoever can change the key on its way can sign whatever they like. Only a full fingerprint makes an open line safe.",
        Fix = "Use https:// or hkps://, and name keys by their full fingerprint.",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -fsSL http://example.com/key.asc | gpg --dearmor -o /etc/apt/keyrings/x.gpg",
            "FROM debian:12.5\nRUN gpg --keyserver hkp://keyserver.ubuntu.com --recv-keys 0123ABCD",
            "FROM centos:7.9\nRUN rpm --import http://example.com/key.asc",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSL https://example.com/key.asc | gpg --dearmor -o /etc/apt/keyrings/x.gpg",
            "FROM debian:12.5\nRUN gpg --keyserver hkp://keyserver.ubuntu.com --recv-keys 0123456789ABCDEF0123456789ABCDEF01234567",
            "FROM debian:12.5\nRUN gpg --keyserver hkps://keys.openpgp.org --recv-keys 0123ABCD",
            "FROM centos:7.9\nRUN rpm --import https://example.com/key.asc",
            "FROM debian:12.5\nRUN gpg --keyserver hkp://keyserver.ubuntu.com --recv-keys \"$KEY\"",
        ],
        Tags = ["cis-docker:4.11", "cwe:319"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("gpg", "gpg2", "apt-key", "rpm")
        where TakesKeys(command)
        let url = OpenLine(command) ?? (command.Upstream is { } upstream ? OpenLine(upstream) : null)
        where url is not null
        select At(file, url, $"A key that arrives through {Quoting.Quote(url)} can be changed on its way.");

    private static bool TakesKeys(ShellCommand command) => command.Name switch
    {
        "gpg" or "gpg2" or "apt-key" => !command.Arguments.Any(word => word.Shape.Length >= FingerprintLength && word.Shape.All(char.IsAsciiHexDigit)),
        "rpm" => command.HasFlag("--import"),
        _ => false,
    };

    private static ShellWord? OpenLine(ShellCommand command)
    {
        var url = command.Arguments.FirstOrDefault(word =>
            word.Shape.StartsWith("http://", StringComparison.Ordinal) || word.Shape.StartsWith("hkp://", StringComparison.Ordinal));
        // A fingerprint may stand in a variable.
        return url is not null && url.Shape.StartsWith("hkp", StringComparison.Ordinal) && command.Arguments.Any(word => word.Value is null) ? null : url;
    }
}
