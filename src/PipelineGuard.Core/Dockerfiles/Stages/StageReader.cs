using System.Collections.Frozen;
using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Walks once over the instructions and gives each its stage, its variables and its shell.</summary>
internal sealed class StageReader
{
    // Set by the builder without an ARG in front of FROM (Dockerfile reference, "Automatic platform ARGs in the global scope").
    private static readonly string[] PlatformArguments =
    [
        "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT",
    ];

    // Usable without an ARG (Dockerfile reference, "Predefined ARGs").
    private static readonly FrozenSet<string> PredefinedArguments =
    [
        "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy",
    ];

    private readonly SyntaxProblems _problems;
    private readonly ExpansionBudget _budget;
    private readonly Variables _global;
    private readonly StageNames _names = new();
    private readonly List<Stage> _stages = [];
    private readonly ImmutableArray<Instruction>.Builder _body = ImmutableArray.CreateBuilder<Instruction>();
    private Variables _variables;
    private StageShell _shell = StageShell.Posix;
    private Stage? _stage;

    private StageReader(SyntaxProblems problems, int size)
    {
        (_problems, _budget) = (problems, new(size));
        _variables = _global = new(null, _budget, inheritsUnknown: false);
        foreach (var name in PlatformArguments) _global.DefineArg(name, new(VariableState.Unknown));
    }

    /// <summary>Groups the instructions of a file into stages.</summary>
    public static ImmutableArray<Stage> Read(ImmutableArray<Instruction> instructions, SyntaxProblems problems)
    {
        var reader = new StageReader(problems, instructions.IsEmpty ? 0 : instructions[^1].FullSpan.End);
        foreach (var instruction in instructions) reader.Add(instruction);
        reader.EndStage();
        if (reader._stage is { } last) last.IsFinal = true;
        else problems.Add(instructions.IsEmpty ? default : instructions[0].Keyword.Span, "The file has no FROM.");
        StageGraph.Connect(reader._stages, reader._names, problems);
        return [.. reader._stages];
    }

    private void Add(Instruction instruction)
    {
        if (instruction is FromInstruction from) Begin(from);
        else if (_stage is null && instruction.Kind is not (InstructionKind.Arg or InstructionKind.Unknown))
            _problems.Add(instruction.Keyword.Span, $"{instruction.Keyword.Text.ToUpperInvariant()} stands in front of the first FROM, where only ARG is allowed.", SyntaxProblemKind.BeforeFrom);
        else if (_stage is not null) _body.Add(instruction);

        Place(instruction);
        if (instruction is OnbuildInstruction { Trigger: { } trigger }) Place(trigger);
        Define(instruction);
    }

    private void Place(Instruction instruction)
    {
        instruction.Stage = _stage;
        // FROM sees what stands in front of all stages, whatever the stages above it define.
        instruction.Scope = instruction is FromInstruction ? GlobalScope(instruction) : new(_variables, _variables.Count, instruction.Escape);
        if (instruction is CommandInstruction command) command.Shell = _shell;
    }

    private void Define(Instruction instruction)
    {
        switch (instruction)
        {
            case ArgInstruction arg:
                foreach (var pair in arg.Pairs) _variables.DefineArg(pair.Name, Default(pair, arg.Scope));
                break;
            case EnvInstruction env:
                foreach (var pair in env.Pairs) _variables.DefineEnv(pair.Name, env.Scope.ExpandPartly(pair.Value!.Text));
                break;
            case ShellInstruction { Words.IsEmpty: false } shell:
                _shell = StageShell.Of([.. shell.Words.Select(word => word.Text)]);
                break;
        }
    }

    private Variable Default(Pair pair, Scope scope)
    {
        if (pair.Value is { } value) return Variables.ToVariable(scope.ExpandPartly(value.Text));
        // "ARG name" in a stage takes over the default given in front of all stages.
        var outer = _global.Find(pair.Name, int.MaxValue);
        return _stage is null || outer.State == VariableState.Undefined ? new(VariableState.Unset) : outer;
    }

    private void Begin(FromInstruction from)
    {
        EndStage();
        var image = BaseOf(from);
        _stage = new(_stages.Count, from, image);
        _stage.Root = image?.Stage is { } below ? below.Root : image;
        _stage.IsWindows = WindowsImage.IsOne(_stage);
        _variables = new(image?.Stage is { } stage ? stage.Variables : null, _budget, inheritsUnknown: image is { IsEarlierStage: false, IsScratch: false }) { Predefined = PredefinedArguments };
        _stage.Variables = _variables;
        _shell = image?.Stage?.Shell ?? (_stage.IsWindows ? StageShell.Cmd : StageShell.Posix);
        _stages.Add(_stage);
        _names.Add(_stage, _problems);
    }

    private BaseImage? BaseOf(FromInstruction from)
    {
        if (from.Image is not { } image) return null;
        var name = GlobalScope(from).ExpandPartly(image.Text);
        if (name.Length == 0) _problems.Add(image.Span, $"The image name {SyntaxProblems.Quote(image.Text)} is empty: its variable has no value.");
        return new(image.Text, ImageReference.Parse(name), _names.Find(name));
    }

    private void EndStage()
    {
        if (_stage is not { } stage) return;
        (stage.Instructions, stage.Shell) = (_body.DrainToImmutable(), _shell);
    }

    private Scope GlobalScope(Instruction instruction) => new(_global, _global.Count, instruction.Escape);
}
