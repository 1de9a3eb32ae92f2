using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds secrets beside the sources that are copied with them.</summary>
internal sealed class KeepLocalSecretsOut : SweptFileRule
{
    public override RuleInfo Info { get; } = new("PGD604", "Let .dockerignore hold back secrets", Severity.High)
    {
        Why = "Nobody names the file, yet it is copied with everything around it, and stays in the layer for all who can pull the image.",
        Fix = "Add the file to .dockerignore, and give its content to the build as --mount=type=secret or to the container when it starts.",
        Flags = ["FROM debian:12.5\nCOPY . /app", "FROM debian:12.5\nCOPY config/ /app/config/", "FROM debian:12.5\nCOPY config/* /app/config/"],
        Allows =
        [
            "FROM debian:12.5\nCOPY src /app",
            "FROM debian:12.5\nCOPY --exclude=.env --exclude=**/*.pfx . /app",
            "FROM debian:12.5\nCOPY samples /app",
            "FROM debian:12.5\nCOPY ignored /app",
        ],
        Tags = ["trivy:DS-0031", "cis-docker:4.10", "cwe:538", "cwe:312"],
    };

    public override DockerfileContext ExampleContext { get; } = new()
    {
        ContextFiles = [".env", "config/site.pfx", "src/app.py", "samples/.env.example", "samples/ca.pem", "ignored/id_rsa"],
        DockerIgnore = "ignored/*\n",
    };

    protected override bool StaysBehind(string path) => path.Length > 0 && SecretFiles.WhatIn(path) is not null;

    protected override string Pattern(string path) => $"**/{path[(path.LastIndexOf('/') + 1)..]}";
}
