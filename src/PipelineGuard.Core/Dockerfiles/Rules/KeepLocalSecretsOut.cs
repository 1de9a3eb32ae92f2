using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds secrets beside the sources that are copied with them.</summary>
internal sealed class KeepLocalSecretsOut : SweptFileRule
{
    // Keys in there open nothing but the tests they were made for.
    private static readonly string[] Harmless = ["test", "tests", "testdata", "fixtures", "__tests__", "spec", "examples", "node_modules"];

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
            "FROM debian:12.5\nCOPY ignored tests /app",
        ],
        Tags = ["trivy:DS-0031", "cis-docker:4.10", "cwe:538", "cwe:312"],
    };

    public override DockerfileContext ExampleContext { get; } = new()
    {
        ContextFiles = [".env", "config/site.pfx", "src/app.py", "samples/.env.example", "samples/ca.pem", "ignored/id_rsa", "tests/tls/server.key"],
        DockerIgnore = "ignored/*\n",
    };

    // Each of them has to be replaced, not only the first.
    protected override int MostNamed => 10;

    protected override bool StaysBehind(string path) =>
        SecretFiles.WhatIn(path) is not null && !path.Split('/').SkipLast(1).Any(folder => Harmless.Contains(folder, StringComparer.OrdinalIgnoreCase));

    protected override string Pattern(string path) => $"**/{path[(path.LastIndexOf('/') + 1)..]}";
}
