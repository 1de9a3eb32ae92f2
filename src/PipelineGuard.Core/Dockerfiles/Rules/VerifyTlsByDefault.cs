using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds environment variables that switch off the check of certificates in a whole runtime.</summary>
internal sealed class VerifyTlsByDefault : DockerfileRule
{
    private static readonly TextMarks OffAtZero = new("NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY", "PERL_LWP_SSL_VERIFY_HOSTNAME");

    public override RuleInfo Info { get; } = new("PGD233", "Do not switch off certificate checks by environment", Severity.High)
    {
        Why = "The variable holds for every connection of the program, and in ENV also for the running container: nobody is known to be who they say.",
        Fix = "Add your own certificate authority to the image (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, update-ca-certificates).",
        Flags =
        [
            "FROM node:22-slim\nENV NODE_TLS_REJECT_UNAUTHORIZED=0",
            "FROM python:3.12-slim\nARG PYTHONHTTPSVERIFY=0",
            "FROM node:22-slim\nRUN export NODE_TLS_REJECT_UNAUTHORIZED='0' && npm ci",
            "FROM node:22-slim\nENV NODE_TLS_REJECT_UNAUTHORIZED 0",
        ],
        Allows =
        [
            "FROM node:22-slim\nENV NODE_TLS_REJECT_UNAUTHORIZED=1",
            "FROM node:22-slim\nENV NODE_EXTRA_CA_CERTS=/etc/ca.pem",
            "FROM node:22-slim\nARG NODE_TLS_REJECT_UNAUTHORIZED",
        ],
        Tags = ["checkov:CKV2_DOCKER_5", "checkov:CKV2_DOCKER_6", "cwe:295"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from setting in file.Settings(OffAtZero)
        where setting.Value == "0"
        select At(file, setting.Place, $"{setting.Name}=0 switches off the check of certificates.");
}
