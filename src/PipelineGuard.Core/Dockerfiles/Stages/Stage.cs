using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>A <c>FROM</c> and everything up to the next one.</summary>
internal sealed class Stage
{
    // A hostile file may hold thousands of stages one on top of the other; nobody reads so far.
    private const int DeepestLineage = 64;

    /// <summary>Begins a stage.</summary>
    public Stage(int index, FromInstruction from, BaseImage? image) => (Index, From, Base) = (index, from, image);

    /// <summary>Its number, counted from 0, by which <c>--from=0</c> may name it.</summary>
    public int Index { get; }

    /// <summary>The instruction it begins with.</summary>
    public FromInstruction From { get; }

    /// <summary>What it starts from; null when <c>FROM</c> names nothing.</summary>
    public BaseImage? Base { get; }

    /// <summary>The name behind <c>AS</c>, as written; null when it has none. Names are compared without case.</summary>
    public string? Name => From.Alias?.Text;

    /// <summary>The platform asked for with <c>--platform</c>, as written; null when none is.</summary>
    public string? Platform => From.Flag("platform")?.Value;

    /// <summary>Its instructions behind the <c>FROM</c>, in order.</summary>
    public ImmutableArray<Instruction> Instructions { get; internal set; } = [];

    /// <summary>The stages that it needs: its base, and what it copies or mounts from; without duplicates, in order of first use.</summary>
    public ImmutableArray<Stage> Needs { get; internal set; } = [];

    /// <summary>True when building the final stage builds this one.</summary>
    public bool IsNeeded { get; internal set; }

    /// <summary>True for the last stage of the file.</summary>
    public bool IsFinal { get; internal set; }

    /// <summary>The shell with which it ends, and a stage on top of it begins.</summary>
    public StageShell Shell { get; internal set; } = StageShell.Posix;

    /// <summary>The image at the bottom: its own base, or that of the stages it stands on; null when that is unknown.</summary>
    public BaseImage? Root { get; internal set; }

    /// <summary>True when the image at the bottom is a Windows image, by platform or name.</summary>
    public bool IsWindows { get; internal set; }

    /// <summary>All that it defines.</summary>
    public Variables? Variables { get; internal set; }

    /// <summary>The stage, the one it stands on, and so on down to the one on an image; at most 64 of them.</summary>
    public IEnumerable<Stage> Lineage
    {
        get
        {
            int depth = 0;
            for (var stage = this; stage is not null && depth++ < DeepestLineage; stage = stage.Base?.Stage) yield return stage;
        }
    }

    /// <summary>The last instruction of a kind in it, or in the stages it stands on; null when there is none.</summary>
    public Instruction? LastInherited(InstructionKind kind) => Lineage.Select(stage => stage.Last(kind)).FirstOrDefault(last => last is not null);

    /// <summary>Its instructions of a type, in order, those behind <c>ONBUILD</c> left out.</summary>
    public IEnumerable<T> All<T>() where T : Instruction => Instructions.OfType<T>();

    /// <summary>The last instruction of a kind, which for <c>USER</c>, <c>CMD</c> and their like is the one that counts; null when there is none.</summary>
    public Instruction? Last(InstructionKind kind) => Instructions.LastOrDefault(instruction => instruction.Kind == kind);
}
