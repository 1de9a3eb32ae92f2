using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds Go programs that are installed in their newest version.</summary>
internal sealed class PinGoTools : DockerfileRule
{
    private static readonly string[] Floating = ["@latest", "@master", "@main", "@HEAD", "@upgrade"];

    public override RuleInfo Info { get; } = new("PGD226", "Pin the versions of Go programs", Severity.Low)
    {
        Why = "The newest version is another one tomorrow, so the same commit gives different images on different days.",
        Fix = "Write a version or a commit behind the @.",
        Flags =
        [
            "FROM golang:1.23\nRUN go install golang.org/x/tools/gopls@latest",
            "FROM golang:1.23\nRUN CGO_ENABLED=0 go install -ldflags '-s -w' example.com/tool/cmd/tool@main",
        ],
        Allows =
        [
            "FROM golang:1.23\nRUN go install golang.org/x/tools/gopls@v0.16.1",
            "FROM golang:1.23\nRUN go install ./... && go build -o /app example.com/app",
            "FROM golang:1.23\nRUN go install example.com/tool@$VERSION",
            "FROM golang:1.23\nRUN echo go install example.com/tool@latest",
        ],
        Tags = ["hadolint:DL3062"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("go")
        where command.Is("go", "install") || command.Is("go", "get") || command.Is("go", "run")
        from package in command.PackageArguments
        where package.Value is { } name && Floating.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
        select At(file, package, $"{Quoting.Quote(package)} is another version on another day.");
}
