using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles;

/// <summary>
/// Knows which <c>RUN</c> instructions run which programs, and by which commands, so that a rule about one program need not look at all of them:
/// a large file has a hundred thousand, and there are as many rules as programs.
/// </summary>
internal sealed class ProgramIndex
{
    private readonly Dictionary<string, List<RunInstruction>> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Place>> _commands = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Reads the scripts of all instructions.</summary>
    public ProgramIndex(IEnumerable<RunInstruction> runs)
    {
        foreach (var run in runs)
        {
            foreach (var command in run.Script.Commands) Add(run, command);
        }
    }

    /// <summary>The instructions that run at least one of the programs, each once, in order. Others may be among them only if their scripts name one as a prefix (<c>sudo</c>).</summary>
    public ImmutableArray<RunInstruction> Running(ReadOnlySpan<string> programs)
    {
        var found = Lists(_runs, programs);
        return found is [] ? [] : found is [var only] ? [.. only] : [.. found.SelectMany(runs => runs).Distinct().OrderBy(run => run.Span.Start)];
    }

    /// <summary>The commands that are one of the programs, each once, in order.</summary>
    public ShellCommand[] Commands(ReadOnlySpan<string> programs)
    {
        var found = Lists(_commands, programs);
        return found switch
        {
            [] => [],
            [var only] => [.. only.Select(place => place.Command)],
            _ => [.. found.SelectMany(places => places).DistinctBy(place => place.Order).OrderBy(place => place.Order).Select(place => place.Command)],
        };
    }

    private static List<List<T>> Lists<T>(Dictionary<string, List<T>> lists, ReadOnlySpan<string> programs)
    {
        var found = new List<List<T>>();
        foreach (var program in programs)
        {
            if (lists.TryGetValue(program, out var list)) found.Add(list);
        }
        return found;
    }

    private void Add(RunInstruction run, ShellCommand command)
    {
        foreach (var prefix in command.Prefixes) Add(run, prefix.Shape[(prefix.Shape.LastIndexOf('/') + 1)..]);
        if (command.Name is not { } name) return;
        Add(run, command, name);
        var unversioned = ValueFlags.WithoutVersion(name);
        if (unversioned != name) Add(run, command, unversioned);
        _count++;
    }

    private void Add(RunInstruction run, ShellCommand command, string program)
    {
        Add(run, program);
        (CollectionsMarshal.GetValueRefOrAddDefault(_commands, program, out _) ??= []).Add(new(_count, command));
    }

    private void Add(RunInstruction run, string program)
    {
        var runs = CollectionsMarshal.GetValueRefOrAddDefault(_runs, program, out _) ??= [];
        if (runs is [] || runs[^1] != run) runs.Add(run);
    }

    private readonly record struct Place(int Order, ShellCommand Command);
}
