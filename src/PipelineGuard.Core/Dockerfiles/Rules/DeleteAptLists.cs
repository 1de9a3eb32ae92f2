using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds the lists of packages that <c>apt-get update</c> leaves in a layer.</summary>
internal sealed class DeleteAptLists() : CleanCacheRule(PackageManagers.Apt, "rm -rf /var/lib/apt/lists/*")
{
    public override RuleInfo Info { get; } = new("PGD204", "Delete the lists of apt-get in the same RUN", Severity.Low)
    {
        Why = "The lists are tens of megabytes that grow stale at once. A later RUN hides them, and the layer keeps them.",
        Fix = "End the RUN with rm -rf /var/lib/apt/lists/*, or mount a cache over /var/lib/apt.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl\nRUN rm -rf /var/lib/apt/lists/*",
            "FROM debian:12.5\nRUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y curl && apt-get clean",
            "FROM debian:12.5\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*",
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl && rm -r /var/lib/apt/* /tmp/*",
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl && apt-get dist-clean",
            "FROM debian:12.5\nRUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl",
            "FROM debian:12.5\nRUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && apt-get install -y curl",
            "FROM debian:12.5 AS build\nRUN apt-get update && apt-get install -y gcc\nFROM debian:12.5\nCOPY --from=build /app /app",
            "FROM debian:12.5\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nfind /var/lib/apt/lists -type f -delete\nEOF",
        ],
        Tags = ["hadolint:DL3009"],
    };

    protected override bool Fills(ShellCommand command) => command.Is("apt-get", "update") || command.Is("apt", "update") || command.Is("aptitude", "update");

    // A RUN that installs without an update of its own finds no package once the lists are gone.
    protected override int LastNeed(Dockerfile file) =>
        file.Runs(PackageManagers.Apt.Programs.AsSpan()).LastOrDefault(NeedsLists)?.Span.Start ?? -1;

    private bool NeedsLists(RunInstruction run) =>
        run.Script.Commands.FirstOrDefault(command => Fills(command) || PackageManagers.Apt.Installs(command)) is { } first && !Fills(first);
}
