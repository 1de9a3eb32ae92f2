using System.Globalization;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>--from</c> that names neither a stage further up nor one certain image.</summary>
internal sealed class CopyFromKnownSource : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD024", "Copy from earlier stages and pinned images", Severity.Medium)
    {
        Why = "A name that is no stage is taken for an image: after a typing error the build fetches a stranger's files, and without a tag other ones every day.",
        Fix = "Name a stage further up, or an image with a version tag or digest.",
        Flags =
        [
            "FROM debian:12.5 AS build\nFROM debian:12.5\nCOPY --from=biuld /a /a",
            "FROM debian:12.5\nCOPY --from=docker.io/library/nginx /etc/nginx /nginx",
            "FROM debian:12.5\nCOPY --from=nginx:latest /a /a", "FROM debian:12.5\nCOPY --from=late /a /a\nFROM debian:12.5 AS late",
            "FROM debian:12.5\nCOPY --from=7 /a /a",
            "FROM debian:12.5\nRUN --mount=from=ghcr.io/example/tool,target=/t true",
            "ARG SRC=nginx:1.27\nFROM debian:12.5\nARG SRC\nCOPY --from=$SRC /a /a",
        ],
        Allows =
        [
            "FROM debian:12.5 AS Build\nFROM debian:12.5\nCOPY --from=build /a /a\nCOPY --from=0 /b /b",
            "FROM debian:12.5\nCOPY --from=nginx:1.27 /a /a",
            "FROM debian:12.5\nCOPY --from=nginx@sha256:4f2a91c0 /a /a",
            "ARG SRC=nginx:1.27\nFROM $SRC AS source\nFROM debian:12.5\nCOPY --from=source /a /a",
            "FROM debian:12.5\nRUN --mount=type=cache,target=/c true",
        ],
        Tags = ["hadolint:DL3022"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var earlier = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var all = file.Stages.Select(stage => stage.Name).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var stage in file.Stages)
        {
            // A stage that copies from itself is another rule's finding.
            if (stage.Name is { } own) earlier.Add(own);
            foreach (var source in stage.Instructions.SelectMany(CopyOrigin.Of))
            {
                if (source.Written.Contains('$', StringComparison.Ordinal)) yield return At(file, source.Place, HoldsVariable(source.Written));
                else if (source.Name is { } name && !earlier.Contains(name) && Problem(name, stage, all) is { } problem) yield return At(file, source.Place, problem);
            }
        }
    }

    private static string HoldsVariable(string written) =>
        $"Docker puts no variable into {SyntaxProblems.Quote(written)}: let a stage begin with FROM and the variable, and copy from that stage.";

    private static string? Problem(string name, Stage stage, HashSet<string> stages)
    {
        var quoted = SyntaxProblems.Quote(name);
        if (stages.Contains(name)) return $"Stage {quoted} is defined further down.";
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return index <= stage.Index ? null : $"There is no stage {index} further up.";
        var image = ImageReference.Parse(name);
        if (image is not { Digest: null, Tag: null or "latest" }) return null;
        bool mayBeStage = image.Tag is null && !name.Contains('/', StringComparison.Ordinal);
        return mayBeStage ? $"{quoted} is no stage further up, and no pinned image." : $"Image {quoted} is not pinned.";
    }
}
