using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Attribution.Layers;

/// <summary>What a builder does for a stage, from the image at the bottom on: the stages it stands on, their triggers, its own instructions.</summary>
internal static class StageScript
{
    // A file with more instructions is made, not written.
    private const int Most = 1000;

    /// <summary>The instructions in the order in which they run; <c>FROM</c> is none of them.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="arguments">What the build was given.</param>
    public static ImmutableArray<InstructionText> Of(Stage stage, BuildArguments arguments)
    {
        var steps = ImmutableArray.CreateBuilder<InstructionText>();
        // A base image may set any directory; those of a stage on nothing are known.
        string? directory = stage.Root is { IsScratch: true } ? "/" : null;
        var triggers = new List<Instruction>();
        foreach (var part in stage.Lineage.Reverse())
        {
            foreach (var trigger in triggers) Add(trigger);
            triggers = [.. part.Instructions.OfType<OnbuildInstruction>().Select(onbuild => onbuild.Trigger).OfType<Instruction>()];
            foreach (var instruction in part.Instructions) Add(instruction);
        }
        return steps.DrainToImmutable();

        void Add(Instruction instruction)
        {
            if (steps.Count >= Most) return;
            steps.Add(new(instruction, directory, arguments));
            if (instruction is ValueInstruction { Kind: InstructionKind.Workdir, Value: { } value })
                directory = arguments.Expand(instruction, value.Text) is { } path ? InstructionText.Absolute(path, directory) : null;
        }
    }
}
