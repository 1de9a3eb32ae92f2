using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>ADD</c> of a URL whose content nobody checks.</summary>
internal sealed class CheckWhatAddFetches : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD021", "Check what ADD fetches", Severity.Medium)
    {
        Why = "Whoever controls the server, or without TLS the way to it, decides what becomes part of the image.",
        Fix = "Add --checksum=sha256:… to the ADD.",
        Flags =
        [
            "FROM debian:12.5\nADD https://example.com/tool /usr/local/bin/", "FROM debian:12.5\nADD http://example.com/a.tar.gz /",
            "FROM debian:12.5\nARG V=1\nADD https://example.com/tool-$V /tool",
            "FROM debian:12.5\nARG V\nADD https://example.com/tool-$V /tool",
        ],
        Allows =
        [
            "FROM debian:12.5\nADD --checksum=sha256:24454f83 https://example.com/tool /usr/local/bin/",
            "FROM debian:12.5\nADD https://github.com/moby/buildkit.git#v0.14.1 /src",
            "FROM debian:12.5\nADD a.tar.gz /", "FROM debian:12.5\nARG URL\nADD $URL /",
        ],
        Tags = ["cwe:494"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from add in file.All<CopyInstruction>()
        where add.IsAdd && add.Flag("checksum") is null
        from source in add.Sources
        let url = add.Scope.ExpandPartly(source.Text)
        let isPlain = url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        where (isPlain || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) && !CopySource.IsGit(url)
        let finding = At(file, source, $"Nothing checks the content of {SyntaxProblems.Quote(source.Text)}{(isPlain ? ", and it is fetched without TLS" : "")}.")
        select isPlain ? finding with { Severity = Severity.High } : finding;
}
