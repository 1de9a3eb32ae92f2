using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>apk add</c> that leaves an index in the layer.</summary>
internal sealed class SkipApkCache : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD208", "Add Alpine packages without a cache", Severity.Low)
    {
        Why = "apk writes the index of the repositories into the layer, where it is of no more use.",
        Fix = "Add --no-cache; then no apk update is needed either.",
        Flags =
        [
            "FROM alpine:3.20\nRUN apk add curl",
            "FROM alpine:3.20\nRUN apk update && apk add --virtual .build gcc && make && apk del .build",
            "FROM alpine:3.20\nRUN apk -U add curl",
        ],
        Allows =
        [
            "FROM alpine:3.20\nRUN apk add --no-cache curl",
            "FROM alpine:3.20\nRUN apk --no-cache add curl",
            "FROM alpine:3.20\nRUN apk add $OPTIONS curl",
            "FROM alpine:3.20\nRUN apk update && apk add curl && rm -rf /var/cache/apk/*",
            "FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apk apk add curl",
            "FROM alpine:3.20 AS build\nRUN apk add gcc\nFROM alpine:3.20\nCOPY --from=build /app /app",
        ],
        Tags = ["hadolint:DL3019", "trivy:DS-0025"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.ShippedRuns(PackageManagers.Apk.Programs.AsSpan())
        where !PackageManagers.Apk.Caches.Any(run.KeepsOutOfLayer) && !run.Script.Commands.Any(PackageManagers.Apk.Cleans)
        from command in run.Script.Commands
        let add = PackageManagers.Apk.InstallWord(command)
        where add is not null && !command.HasFlag("--no-cache") && !command.MayHoldMoreOptions
        select At(file, command, "apk leaves the index of its repositories in the image.", new("Add --no-cache.")
        {
            Edits = run.IsExecForm ? [] : [file.InsertAfter(add, " --no-cache")],
        });
}
