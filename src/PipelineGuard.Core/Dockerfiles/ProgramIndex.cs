using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles;

/// <summary>
/// Knows which <c>RUN</c> instructions run which programs, so that a rule about one program need not look at all of them: a large file has
/// a hundred thousand, and there are as many rules as programs.
/// </summary>
internal sealed class ProgramIndex
{
    private readonly Dictionary<string, List<RunInstruction>> _runs = new(StringComparer.Ordinal);

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
        var found = new List<List<RunInstruction>>();
        foreach (var program in programs)
        {
            if (_runs.TryGetValue(program, out var runs)) found.Add(runs);
        }
        return found is [] ? [] : found is [var only] ? [.. only] : [.. found.SelectMany(runs => runs).Distinct().OrderBy(run => run.Span.Start)];
    }

    private void Add(RunInstruction run, ShellCommand command)
    {
        foreach (var prefix in command.Prefixes) Add(run, prefix.Shape[(prefix.Shape.LastIndexOf('/') + 1)..]);
        if (command.Name is not { } name) return;
        Add(run, name);
        var unversioned = ValueFlags.WithoutVersion(name);
        if (unversioned != name) Add(run, unversioned);
    }

    private void Add(RunInstruction run, string program)
    {
        if (!_runs.TryGetValue(program, out var runs)) _runs.Add(program, runs = []);
        if (runs is [] || runs[^1] != run) runs.Add(run);
    }
}
