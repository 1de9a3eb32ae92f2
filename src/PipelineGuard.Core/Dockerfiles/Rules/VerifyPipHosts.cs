using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds hosts from which <c>pip</c> takes packages without looking at their certificate.</summary>
internal sealed class VerifyPipHosts : DockerfileRule
{
    private static readonly TextMarks Variable = new("PIP_TRUSTED_HOST");

    public override RuleInfo Info { get; } = new("PGD230", "Let pip check certificates", Severity.High)
    {
        Why = "With a trusted host pip accepts any certificate, or none, so anybody on the way can put other code into the image.",
        Fix = "Give pip the certificate of your mirror (--cert, PIP_CERT), and take the option away.",
        Flags =
        [
            "FROM python:3.12-slim\nRUN pip install --trusted-host pypi.example.com flask==3.0.3",
            "FROM python:3.12-slim\nENV PIP_TRUSTED_HOST=pypi.example.com",
            "FROM python:3.12-slim\nRUN pip config set global.trusted-host pypi.example.com",
            "FROM python:3.12-slim\nRUN PIP_TRUSTED_HOST=pypi.example.com pip install flask==3.0.3",
        ],
        Allows =
        [
            "FROM python:3.12-slim\nRUN pip install --cert /etc/ca.pem flask==3.0.3",
            "FROM python:3.12-slim\nRUN pip install --trusted-host=localhost --index-url http://localhost:3141 flask==3.0.3",
            "FROM python:3.12-slim\nENV PIP_TRUSTED_HOST=",
        ],
        Tags = ["checkov:CKV2_DOCKER_4", "checkov:CKV2_DOCKER_16", "cwe:295"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => ByOption(file).Concat(
        from setting in file.Settings(Variable)
        where setting.Value.Length > 0 && !IsLocal(setting.Value)
        select At(file, setting.Place, "pip does not check the certificate of the hosts in PIP_TRUSTED_HOST."));

    private IEnumerable<Finding> ByOption(Dockerfile file) =>
        from command in file.Commands("pip", "python", "uv")
        where command.Name is { } name && ValueFlags.WithoutVersion(name) is "pip" or "python" or "uv"
        let place = command.FindFlag("--trusted-host", "--allow-insecure-host") ?? command.Operands.FirstOrDefault(word => word.Value == "global.trusted-host")
        where place is not null && !IsLocal(command.FlagValue("--trusted-host", "--allow-insecure-host"))
        select At(file, place, "pip does not check the certificate of this host.");

    private static bool IsLocal(string? host) => host is not null && (host.StartsWith("localhost", StringComparison.Ordinal) || host.StartsWith("127.", StringComparison.Ordinal));
}
