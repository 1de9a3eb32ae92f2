using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds instructions that copy files which are secrets by their name.</summary>
internal sealed class KeepSecretFilesOut : DockerfileRule
{
    // Package managers keep the public keys of their sources there.
    private static readonly string[] SignatureFolders = ["/apt/", "keyring", "rpm-gpg", "/apk/keys", "trusted"];

    public override RuleInfo Info { get; } = new("PGD406", "Keep files with secrets out of layers", Severity.High)
    {
        Why = "A copied file stays in its layer, for everyone who can pull the image, even when a later instruction deletes it.",
        Fix = "Mount the file where it is needed: RUN --mount=type=secret,id=name,target=/path; give it to containers when they start.",
        Flags =
        [
            "FROM debian:12.5\nCOPY id_rsa /root/.ssh/id_rsa",
            "FROM debian:12.5\nADD config/.env.production certs/site.pfx /app/",
            "FROM debian:12.5\nCOPY [\".aws/credentials\", \"/root/.aws/\"]",
            "FROM debian:12.5\nCOPY --from=build /root/.ssh /root/.ssh",
            "FROM debian:12.5\nCOPY server-key.pem tls.key /etc/tls/",
            "FROM debian:12.5\nONBUILD COPY .kube/config /root/.kube/config",
            "FROM debian:12.5\nCOPY cert.pfx /https/",
        ],
        Allows =
        [
            "FROM debian:12.5\nCOPY id_rsa.pub .env.example /app/",
            "FROM debian:12.5\nCOPY ca.pem fullchain.pem dhparam.pem truststore.p12 cacerts.jks /etc/ssl/",
            "FROM debian:12.5\nCOPY nginx_signing.key docker.gpg /etc/apt/keyrings/",
            "FROM debian:12.5\nADD https://packages.example.com/repo.key /etc/apt/keyrings/example.key",
            "FROM debian:12.5\nCOPY key /etc/apt/trusted.gpg.d/vendor.key",
            "FROM debian:12.5\nCOPY . /app\nCOPY $FILE /app/\nCOPY <<.env /app/\nA=b\n.env",
            "FROM debian:12.5\nRUN --mount=type=secret,id=ssh,target=/root/.ssh/id_rsa git clone git@example.com:a.git",
        ],
        Tags = ["trivy:DS-0031", "cis-docker:4.10", "cwe:538", "cwe:312"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from copy in file.All<CopyInstruction>()
        where !IsForSignatures(copy)
        from source in copy.Sources
        where !source.Text.StartsWith("<<", StringComparison.Ordinal)
        let path = copy.Scope.Expand(source)
        where path is not null && !path.Contains("://", StringComparison.Ordinal)
        let what = SecretFiles.WhatIn(path)
        where what is not null
        select At(file, source, $"'{path}' holds {what}; it stays in the layer.");

    private static bool IsForSignatures(CopyInstruction copy) =>
        copy.Destination is { } target
        && SignatureFolders.Any(part => target.Text.Contains(part, StringComparison.Ordinal));
}
