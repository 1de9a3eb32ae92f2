using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds downloads whose address names no version.</summary>
internal sealed class PinDownloads : DockerfileRule
{
    private static readonly string[] Branches = ["/master/", "/main/", "/HEAD/"];

    public override RuleInfo Info { get; } = new("PGD241", "Download a fixed version", Severity.Info)
    {
        Why = "Behind such an address is something else tomorrow, and the builder's cache keeps today's file for an unknown time.",
        Fix = "Name the version in the address, and check the file against a checksum.",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -fsSLO https://github.com/x/y/releases/latest/download/y.tar.gz",
            "FROM debian:12.5\nRUN wget -q https://raw.githubusercontent.com/x/y/main/install.sh",
            "FROM debian:12.5\nADD https://example.com/latest/y.tar.gz /tmp/",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN curl -fsSLO https://github.com/x/y/releases/download/v1.2/y.tar.gz",
            "FROM alpine:3.20\nRUN wget -q https://dl-cdn.alpinelinux.org/alpine/v3.20/main/x86_64/APKINDEX.tar.gz",
            "FROM debian:12.5\nRUN curl -fsSL \"https://example.com/$VERSION/y\" -o /y",
            "FROM debian:12.5\nCOPY latest/y.tar.gz /tmp/",
        ],
        Tags = ["cwe:494"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var inRuns = from command in file.Commands(Downloads.Fetching)
                     from url in Downloads.Urls(command)
                     where IsFloating(url.Shape)
                     select At(file, url, $"What {Quoting.Quote(url)} holds changes from day to day.");
        var added = from add in file.All<CopyInstruction>()
                    where add.IsAdd
                    from source in add.Sources
                    where source.Text.StartsWith("http", StringComparison.Ordinal) && IsFloating(source.Text)
                    select At(file, source, "What this address holds changes from day to day.");
        return inRuns.Concat(added);
    }

    private static bool IsFloating(string url)
    {
        if (url.Contains("/latest/", StringComparison.OrdinalIgnoreCase) || url.EndsWith("/latest", StringComparison.OrdinalIgnoreCase)) return true;
        bool isCode = url.StartsWith("https://raw.githubusercontent.com/", StringComparison.Ordinal) || url.StartsWith("https://github.com/", StringComparison.Ordinal);
        return isCode && Branches.Any(branch => url.Contains(branch, StringComparison.Ordinal));
    }
}
