using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Attribution.Layers;

/// <summary>The words of an instruction, as a history would repeat them: variables expanded, quotes and brackets gone.</summary>
/// <param name="instruction">The instruction.</param>
/// <param name="directory">The directory it works in; null when unknown.</param>
/// <param name="arguments">What the build was given.</param>
internal sealed class InstructionText(Instruction instruction, string? directory, BuildArguments arguments)
{
    private readonly Lazy<WordBag> _words = new(() => WordBag.Of(Expanded(instruction, arguments)));
    private readonly Lazy<WordBag> _written = new(() => WordBag.Of(instruction.Arguments.Text));
    private readonly Lazy<string> _script = new(() => ScriptOf(instruction, arguments));

    /// <summary>The instruction.</summary>
    public Instruction Instruction => instruction;

    /// <summary>True when it changes files, so that a builder makes a layer of it.</summary>
    public bool MakesLayer { get; } = instruction.Kind is InstructionKind.Run or InstructionKind.Copy or InstructionKind.Add;

    /// <summary>The directory it works in, with a leading slash; null when unknown.</summary>
    public string? Directory => directory;

    /// <summary>Where <c>COPY</c> or <c>ADD</c> copies to, with a leading slash; null for others and where only the build knows.</summary>
    public string? Destination { get; } = instruction is CopyInstruction { Destination: { } word } && arguments.Expand(instruction, word.Text) is { } to ? Absolute(to, directory) : null;

    /// <summary>All that it says, documents included; where it uses variables, once more with the values that are known.</summary>
    public string Script => _script.Value;

    /// <summary>The same for an instruction's word: null when only the build knows it.</summary>
    public string? Expand(string word) => arguments.Expand(instruction, word);

    /// <summary>How well a step of a history fits, 0 to 1; 0 also for a step of another instruction.</summary>
    public double Similarity(HistoryStep step)
    {
        if (step.Kind != instruction.Kind) return 0;
        if (step.HidesSources) return SameDestination(step.Text) ? 1 : 0;
        var words = step.Words;
        // buildah repeats what is written.
        double alike = _words.Value.IsSame(words) || _written.Value.IsSame(words) ? 1 : _words.Value.Alike(words);
        if (MakesLayer || instruction.Kind is InstructionKind.Workdir) return instruction.Kind == InstructionKind.Workdir && SameDestination(step.Text) ? 1 : alike;
        return 0.5 + (alike / 2);
    }

    /// <summary>A path that an instruction names, from the root on; null when only the build knows.</summary>
    public static string? Absolute(string path, string? directory)
    {
        if (path.Contains(Scope.Unknown, StringComparison.Ordinal)) return null;
        if (path.StartsWith('/')) return StagePath.Combine("/", path);
        return directory is null ? null : StagePath.Combine(directory, path);
    }

    private bool SameDestination(string text)
    {
        var word = instruction switch
        {
            CopyInstruction { Destination: { } to } => to,
            ValueInstruction { Value: { } value } => value,
            _ => null,
        };
        if (word is null) return false;
        var expanded = arguments.ExpandPartly(instruction, word.Text);
        if (Trimmed(word.Text) == Trimmed(text) || WordBag.Fits(Trimmed(expanded), Trimmed(text))) return true;
        // Some write the path from the root on where the file has a relative one.
        return Absolute(expanded, directory) is { } absolute && Trimmed(absolute) == Trimmed(Absolute(text, directory) ?? text);
    }

    private static string Trimmed(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    private static string Expanded(Instruction instruction, BuildArguments arguments) => instruction switch
    {
        // The shell expands what stands in a command, not the builder; documents below it are part of it.
        CommandInstruction command => string.Join('\n', [command.Arguments.Text, .. command.Heredocs.Select(heredoc => heredoc.Body.Text)]),
        PairsInstruction pairs => string.Join(' ', pairs.Pairs.Select(pair => $"{pair.Name}={(pair.Value is { } value ? arguments.ExpandPartly(instruction, value.Text) : "")}")),
        _ => arguments.ExpandPartly(instruction, instruction.Arguments.Text),
    };

    private static string ScriptOf(Instruction instruction, BuildArguments arguments)
    {
        var text = string.Join('\n', [instruction.Arguments.Text, .. instruction.Heredocs.Select(heredoc => heredoc.Body.Text)]);
        return text.Contains('$', StringComparison.Ordinal) ? $"{text}\n{arguments.ExpandPartly(instruction, text)}" : text;
    }
}
