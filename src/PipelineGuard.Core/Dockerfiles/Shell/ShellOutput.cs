using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>What the parsers of a script and the scripts within it have found.</summary>
internal sealed class ShellOutput
{
    private readonly List<ShellCommand> _commands = [];

    /// <summary>What could not be read.</summary>
    public SyntaxProblems Problems { get; } = new();

    /// <summary>Adds a command.</summary>
    public void Add(ShellCommand command) => _commands.Add(command);

    /// <summary>The commands as they stand in the file; a command is done, and added, only behind the substitutions in it.</summary>
    public ImmutableArray<ShellCommand> CommandsInOrder() =>
        IsInOrder() ? [.. _commands] : [.. _commands.OrderBy(command => command.Span.Start)];

    private bool IsInOrder()
    {
        for (int i = 1; i < _commands.Count; i++)
        {
            if (_commands[i].Span.Start < _commands[i - 1].Span.Start) return false;
        }
        return true;
    }
}
