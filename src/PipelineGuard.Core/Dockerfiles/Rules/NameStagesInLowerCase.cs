using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for lower-case stage names.</summary>
internal sealed class NameStagesInLowerCase : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD005", "Name stages in lower case", Severity.Info)
    {
        Why = "Builders compare stage names without case; a name in capitals suggests a difference that is none, and stands out among image names.",
        Fix = "Write the name in lower case.",
        Flags = ["FROM debian:12.5 AS Build", "FROM debian:12.5 AS BUILD\nFROM scratch\nCOPY --from=BUILD /a /a"],
        Allows =
        [
            "FROM debian:12.5 AS build", "FROM debian:12.5 AS build-1.x\nFROM scratch\nCOPY --from=Build-1.x /a /a",
            "ARG Base=debian:12.5\nFROM $Base",
        ],
        Tags = ["docker:StageNameCasing"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        ILookup<Stage, Use>? uses = null;
        foreach (var stage in file.Stages)
        {
            if (stage.From.Alias is not { } name || !name.Text.Any(char.IsAsciiLetterUpper)) continue;
            uses ??= Uses(file).ToLookup(use => use.Stage);
            yield return At(file, name, $"Stage name {SyntaxProblems.Quote(name.Text)} is not in lower case.", new("Write it in lower case.")
            {
                Edits = [file.Replace(name, name.Text.ToLowerInvariant()), .. uses[stage].Select(use => use.Renamed(file))],
            });
        }
    }

    // Docker compares names without case, buildah and others do not.
    private static IEnumerable<Use> Uses(Dockerfile file)
    {
        var last = new Dictionary<string, Stage>(StringComparer.OrdinalIgnoreCase);
        foreach (var stage in file.Stages)
        {
            if (stage.From.Image is { } image && last.TryGetValue(image.Text, out var below)) yield return new(image.Text, below, image, image.Text);
            foreach (var (name, flag) in stage.Instructions.SelectMany(Sources))
            {
                if (last.TryGetValue(name, out var other)) yield return new(name, other, flag, file.Source[flag.Span].ToString());
            }
            if (stage.Name is { } own) last[own] = stage;
        }
    }

    private static IEnumerable<(string Name, Flag Flag)> Sources(Instruction instruction) => instruction switch
    {
        CopyInstruction { From: { } from } copy => [(from, copy.Flag("from")!)],
        RunInstruction run => from mount in run.Mounts where mount.From is not null select (mount.From, mount.Flag),
        _ => [],
    };

    /// <summary>A place that names a stage.</summary>
    private sealed record Use(string Name, Stage Stage, ISyntax Place, string Text)
    {
        public TextEdit Renamed(Dockerfile file) => file.Replace(Place, Text.Replace(Place is Flag ? $"from={Name}" : Name, Place is Flag ? $"from={Name.ToLowerInvariant()}" : Name.ToLowerInvariant(), StringComparison.Ordinal));
    }
}
