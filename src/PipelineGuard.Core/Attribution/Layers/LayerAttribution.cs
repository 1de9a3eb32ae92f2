using System.Collections.Frozen;
using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.Layers;

/// <summary>A line that somebody can edit.</summary>
/// <param name="Place">The line.</param>
/// <param name="Method">What led there.</param>
/// <param name="Confidence">How sure it is.</param>
internal sealed record EditPlace(Location Place, AttributionMethod Method, AttributionConfidence Confidence)
{
    /// <summary>A remark in a few words; null when there is none.</summary>
    public string? Via { get; init; }

    /// <summary>Where the package's own version is written, and what is written there; null when it is not, or decides more than this package.</summary>
    public (Location Place, string Written)? Version { get; init; }

    /// <summary>The package whose line it is, as the file spells it, where that one brings the package; null for a line of the package itself.</summary>
    public string? BroughtBy { get; init; }

    /// <summary>For a package that another one brings, or whose line has no version: the edits that pin it to one; null when nobody knows how.</summary>
    public Func<string, ImmutableArray<TextEdit>>? Pin { get; init; }
}

/// <summary>Leads what layers brought to the lines of a Dockerfile that fits the image.</summary>
/// <param name="match">The Dockerfile; its fit is not None.</param>
internal sealed class LayerAttribution(DockerfileMatch match)
{
    // What package managers put between a name and its version.
    private static readonly FrozenDictionary<string, string> Separators = new Dictionary<string, string> { ["deb"] = "=", ["apk"] = "=", ["rpm"] = "-" }.ToFrozenDictionary();
    private static readonly string[] MergedFolders = ["/bin", "/sbin", "/lib", "/lib64"];
    private readonly FileMaker _makers = new(match.File, match.Arguments);
    private readonly ImmutableArray<int> _stepOfLayer = [.. Enumerable.Range(0, match.Steps.Length).Where(step => match.Steps[step].MadeLayer)];

    /// <summary>Whether a layer came with the base image.</summary>
    public LayerOrigin OriginOf(int layer) => StepOf(layer) < match.Alignment.BaseSteps ? LayerOrigin.Base : LayerOrigin.App;

    /// <summary>The line behind a layer, or behind one file of it; null when none is known well enough to be named.</summary>
    /// <param name="layer">The layer, counted from 0 at the bottom.</param>
    /// <param name="file">The file in the image, without a leading slash; null when it is about the whole layer.</param>
    public EditPlace? Locate(int layer, string? file)
    {
        if (StepOf(layer) is not (>= 0 and var step)) return null;
        if (step < match.Alignment.BaseSteps) return OfBase();
        var candidates = CandidatesFor(step);
        return candidates switch
        {
            [] => null,
            [var only] => OfInstruction(only, step, file),
            _ => file is not null && (_makers.Find(candidates, "/" + file) ?? FileMaker.Remaining(candidates, "/" + file)) is { } maker
                ? new(LineOf.Instruction(match.File, maker.Instruction), AttributionMethod.Squashed, AttributionConfidence.Medium)
                : null,
        };
    }

    /// <summary>Where the <c>RUN</c> behind a layer asks for the very version of a package that is installed (<c>apt-get install openssl=3.0.11-1</c>); null when it leaves the version open.</summary>
    public (Location Place, string Written)? PinnedVersion(int layer, AffectedPackage package)
    {
        if (StepOf(layer) is not (>= 0 and var step) || match.Alignment.Matches[step] is not { } found || match.Instructions[found.Instruction].Instruction is not RunInstruction run) return null;
        if (Separators.GetValueOrDefault(package.Type) is not { } separator) return null;
        var (text, wanted) = (match.File.Source.Text, package.Name + separator + package.Version);
        for (int at = text.IndexOf(wanted, run.Span.Start, run.Span.Length, StringComparison.Ordinal); at >= 0; at = text.IndexOf(wanted, at + 1, run.Span.End - at - 1, StringComparison.Ordinal))
        {
            int start = at + wanted.Length - package.Version.Length, end = at + wanted.Length;
            bool isWhole = char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '"' or '\'';
            if (isWhole && (end == text.Length || char.IsWhiteSpace(text[end]) || text[end] is '"' or '\'' or ';' or '\\' or '&')) return (LineOf.Place(match.File, TextSpan.FromBounds(start, end)), package.Version);
        }
        return null;
    }

    /// <summary>The line behind a setting of the image: the last instruction of a kind, or the <c>FROM</c> that brought it or could be followed by one.</summary>
    /// <param name="kind">The instruction that sets it.</param>
    /// <param name="name">The variable or label; null for settings without a name.</param>
    public EditPlace OfSetting(InstructionKind kind, string? name)
    {
        var confidence = Bounded(AttributionConfidence.High);
        foreach (var step in match.Instructions.Reverse())
        {
            if (step.Instruction.Kind != kind) continue;
            if (name is null) return new(LineOf.Instruction(match.File, step.Instruction), AttributionMethod.Configuration, confidence);
            if (step.Instruction is PairsInstruction pairs && pairs.Pairs.LastOrDefault(pair => pair.Name == name) is { } pair)
                return new(LineOf.Place(match.File, pair.Span), AttributionMethod.Configuration, confidence);
            if (step.Instruction is WordsInstruction words && words.Words.LastOrDefault(word => word.Text == name || word.Text == name.Split('/')[0]) is { } one)
                return new(LineOf.Place(match.File, one.Span), AttributionMethod.Configuration, confidence);
        }
        return new(LineOf.Place(match.File, match.Stage.From.Span), AttributionMethod.Configuration, AttributionConfidence.Medium);
    }

    /// <summary>The line behind a step of the history, counted from 0; null when none is known.</summary>
    public EditPlace? OfStep(int step)
    {
        if (step < 0 || step >= match.Steps.Length) return null;
        if (step < match.Alignment.BaseSteps) return OfBase();
        return match.Alignment.Matches[step] is { } found ? OfInstruction(match.Instructions[found.Instruction], step, null) : null;
    }

    /// <summary>The <c>FROM</c> at the bottom.</summary>
    public EditPlace? OfBase() => match.Stage.Root is null or { IsScratch: true }
        ? null
        : new(LineOf.BaseImage(match.File, match.Stage), AttributionMethod.BaseImage, match.IsBaseClear && match.Stage.IsFinal ? Bounded(AttributionConfidence.High) : AttributionConfidence.Medium);

    private EditPlace? OfInstruction(InstructionText step, int at, string? file)
    {
        // Whatever the history says, what lies elsewhere was not copied there.
        if (file is not null && step.Destination is { } destination && !StagePath.IsWithin(Merged("/" + file), Merged(destination))) return null;
        var confidence = match.IsExact(at) && match.IsBaseClear ? Bounded(AttributionConfidence.High) : AttributionConfidence.Medium;
        if (step.Instruction is CopyInstruction { From: not null } copy && file is not null)
        {
            if (_makers.Follow(step, "/" + file) is { } maker)
                return new(LineOf.Instruction(match.File, maker.Instruction), AttributionMethod.CopiedFrom, maker.IsCertain ? confidence : AttributionConfidence.Medium);
            bool fromStage = match.Stage.Needs.Any(stage => string.Equals(stage.Name, copy.From, StringComparison.OrdinalIgnoreCase) || stage.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) == copy.From);
            if (fromStage) confidence = AttributionConfidence.Medium;
        }
        return new(LineOf.Instruction(match.File, step.Instruction), AttributionMethod.Instruction, confidence);
    }

    // Distributions keep these folders below /usr, and links in place of them.
    private static string Merged(string path) =>
        MergedFolders.FirstOrDefault(folder => StagePath.IsWithin(path, folder)) is not null ? "/usr" + path : StagePath.IsWithin(path, "/var/run") ? path["/var".Length..] : path;

    // One stage of several, or a file that fits only partly, is never certain.
    private AttributionConfidence Bounded(AttributionConfidence confidence) =>
        match.Fit == DockerfileFit.Whole && match.Stage.IsFinal ? confidence : AttributionConfidence.Medium;

    // Steps that should have made a layer and did not, left their changes in the next one that did: the image was squashed.
    private ImmutableArray<InstructionText> CandidatesFor(int step)
    {
        var candidates = new List<InstructionText>();
        int newest = match.Alignment.Matches[step] is { } own ? own.Instruction : -1, oldest = newest;
        if (newest >= 0) candidates.Add(match.Instructions[newest]);
        int at = step - 1;
        for (; at >= match.Alignment.BaseSteps && !match.Steps[at].MadeLayer; at--)
        {
            if (match.Alignment.Matches[at] is not { } earlier) continue;
            oldest = earlier.Instruction;
            if (match.Instructions[earlier.Instruction].MakesLayer) candidates.Add(match.Instructions[earlier.Instruction]);
        }
        // A strange layer in between is what became of the instructions that the history does not know.
        bool isStrange = at >= match.Alignment.BaseSteps && match.Alignment.Matches[at] is null;
        if (!isStrange) candidates.AddRange(Unrecorded(oldest));
        // A setting that is told beside a layer tells of what stands above it.
        if (candidates.Count > 1) candidates.RemoveAll(candidate => !candidate.MakesLayer);
        candidates.Reverse();
        return [.. candidates];
    }

    // What stands between this instruction and the last one that the history knows.
    private IEnumerable<InstructionText> Unrecorded(int instruction)
    {
        var known = match.Alignment.Matches.OfType<(int Instruction, double)>().Select(found => found.Instruction).ToHashSet();
        for (int at = instruction - 1; at >= 0 && !known.Contains(at); at--)
        {
            if (match.Instructions[at].MakesLayer) yield return match.Instructions[at];
        }
    }

    private int StepOf(int layer) => layer >= 0 && layer < _stepOfLayer.Length ? _stepOfLayer[layer] : -1;
}
