using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Images;

namespace PipelineGuard.Attribution.Layers;

/// <summary>How well a Dockerfile explains an image.</summary>
internal enum DockerfileFit
{
    /// <summary>It is not the image's, or nobody can tell.</summary>
    None,

    /// <summary>Most of it fits: the file may have changed since.</summary>
    Partly,

    /// <summary>Every instruction that makes a layer made one, and there is no layer too many.</summary>
    Whole,
}

/// <summary>A Dockerfile held against the history of an image.</summary>
/// <param name="File">The Dockerfile.</param>
/// <param name="Stage">The stage that became the image.</param>
/// <param name="Instructions">What the stage does.</param>
/// <param name="Steps">The image's history.</param>
/// <param name="Alignment">Which step belongs to which instruction.</param>
/// <param name="Fit">How well they fit.</param>
internal sealed record DockerfileMatch(
    Dockerfile File, Stage Stage, ImmutableArray<InstructionText> Instructions, ImmutableArray<HistoryStep> Steps, HistoryAlignment Alignment, DockerfileFit Fit)
{
    // Two thirds of what makes layers must be there before the rest is believed.
    private const double LeastShare = 0.6;
    private const double Same = 0.95;

    // "--target" may name any stage; nobody has so many.
    private const int MostStages = 20;

    // A base image is made well before what stands on it; the steps of one build follow one another.
    internal static readonly TimeSpan BuildPause = TimeSpan.FromHours(1);

    /// <summary>What the build was given.</summary>
    public required BuildArguments Arguments { get; init; }

    /// <summary>True when nothing speaks against the border between base image and the file's own steps.</summary>
    public bool IsBaseClear { get; private init; }

    /// <summary>Holds a Dockerfile against an image: its last stage, or the one that fits better; null for a file without a stage.</summary>
    public static DockerfileMatch? Of(Dockerfile file, ImageConfig config)
    {
        DockerfileMatch? best = null;
        var arguments = BuildArguments.Of(config);
        foreach (var stage in file.Stages.Reverse().Take(MostStages))
        {
            var match = Of(file, stage, config, arguments);
            // Only a clear advantage makes up for a stage that somebody would have to ask for.
            if (best is null || match.Alignment.Score > best.Alignment.Score + 1) best = match;
        }
        return best;
    }

    /// <summary>True when a step of the history is a good copy of its instruction.</summary>
    public bool IsExact(int step) => Alignment.Matches[step] is { Similarity: >= Same };

    private static DockerfileMatch Of(Dockerfile file, Stage stage, ImageConfig config, BuildArguments arguments)
    {
        var instructions = StageScript.Of(stage, arguments);
        ImmutableArray<HistoryStep> steps = [.. config.History.Select(HistoryStep.Read)];
        var alignment = HistoryAlignment.Of(instructions, steps);
        return new(file, stage, instructions, steps, alignment, FitOf(instructions, steps, alignment)) { Arguments = arguments, IsBaseClear = BaseIsClear(stage, config, steps, alignment) };
    }

    private static DockerfileFit FitOf(ImmutableArray<InstructionText> instructions, ImmutableArray<HistoryStep> steps, HistoryAlignment alignment)
    {
        var matches = alignment.Matches.OfType<(int Instruction, double Similarity)>().ToList();
        int layers = instructions.Count(instruction => instruction.MakesLayer);
        int found = matches.Count(match => instructions[match.Instruction].MakesLayer);
        int exact = matches.Count(match => instructions[match.Instruction].MakesLayer && match.Similarity >= Same);
        int strange = Enumerable.Range(alignment.BaseSteps, steps.Length - alignment.BaseSteps)
            .Count(step => alignment.Matches[step] is null && steps[step] is { MadeLayer: true, Kind: not InstructionKind.Unknown });
        // Settings alone are the same in many files.
        if (layers == 0) return matches.Count > 0 && strange == 0 && matches.All(match => match.Similarity >= Same) ? DockerfileFit.Partly : DockerfileFit.None;
        if (exact == layers && strange == 0) return DockerfileFit.Whole;
        if (IsSnapshot(instructions, steps, alignment)) return DockerfileFit.Partly;
        return found >= layers * LeastShare && strange <= found / 2 ? DockerfileFit.Partly : DockerfileFit.None;
    }

    // kaniko with "--single-snapshot" makes one layer of everything, and tells of the last instruction only, whether that makes layers or not.
    private static bool IsSnapshot(ImmutableArray<InstructionText> instructions, ImmutableArray<HistoryStep> steps, HistoryAlignment alignment) =>
        alignment.BaseSteps == steps.Length - 1 && steps[^1].MadeLayer && alignment.Matches[^1] is { Similarity: >= Same } last && last.Instruction == instructions.Length - 1;

    private static bool BaseIsClear(Stage stage, ImageConfig config, ImmutableArray<HistoryStep> steps, HistoryAlignment alignment)
    {
        int count = alignment.BaseSteps;
        if (stage.Root is not { } root) return false;
        if (root.IsScratch || count == 0) return root.IsScratch && count == 0;
        // What an image ends with; an import has nothing but its one step.
        if (steps[count - 1].Kind is InstructionKind.Cmd or InstructionKind.Entrypoint) return true;
        if (count == 1 && steps[0].Kind is InstructionKind.Unknown or InstructionKind.Add or InstructionKind.Copy) return true;
        if (count < steps.Length && config.History[count].Created - config.History[count - 1].Created >= BuildPause) return true;
        return NamedBase(config, count) is { } name && root.IsResolved && SameImage(name, root.Reference);
    }

    // buildah leaves a remark at the step that follows the base image; others a label or an annotation.
    private static string? NamedBase(ImageConfig config, int count)
    {
        if (config.Said("org.opencontainers.image.base.name") is { } name) return name;
        var remark = config.History.Skip(count - 1).Take(2).Select(step => step.Comment).FirstOrDefault(comment => comment?.StartsWith("FROM ", StringComparison.Ordinal) == true);
        return remark?["FROM ".Length..].Trim();
    }

    private static bool SameImage(string name, ImageReference reference)
    {
        var other = ImageReference.Parse(name);
        return LastPart(other.Repository) == LastPart(reference.Repository) && (other.Tag ?? "latest") == (reference.Tag ?? "latest");

        // "docker.io/library/debian" is "debian".
        static string LastPart(string repository) => repository.StartsWith("library/", StringComparison.Ordinal) ? repository["library/".Length..] : repository;
    }
}
