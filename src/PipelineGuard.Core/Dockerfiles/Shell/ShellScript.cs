using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>
/// A script for sh and its family (POSIX.1-2024, "Shell Command Language", and what bash adds), read for its commands. Any input gives a
/// script, in linear time; what cannot be read is a problem and never becomes a command.
/// </summary>
internal sealed class ShellScript
{
    private ShellScript(ShellKind kind, ImmutableArray<ShellCommand> commands, ImmutableArray<SyntaxProblem> problems) =>
        (Kind, Commands, Problems) = (kind, commands, problems);

    /// <summary>Its language; only <see cref="ShellKind.Posix"/> is read, the others have no commands here.</summary>
    public ShellKind Kind { get; }

    /// <summary>
    /// All commands in the order in which they stand, those within compounds, substitutions and <c>sh -c '…'</c> included.
    /// </summary>
    public ImmutableArray<ShellCommand> Commands { get; }

    /// <summary>What could not be read, such as a quote that is not closed.</summary>
    public ImmutableArray<SyntaxProblem> Problems { get; }

    /// <summary>True when all of it was read.</summary>
    public bool IsReadable => Kind == ShellKind.Posix && Problems.IsEmpty;

    /// <summary>Reads a script.</summary>
    /// <param name="text">Its characters and where they stand.</param>
    /// <param name="options">The options with which the shell starts.</param>
    /// <param name="heredocs">The bodies that the Dockerfile holds for the heredocs in the text, in order.</param>
    public static ShellScript Parse(MappedText text, ShellOptions options = default, ImmutableArray<Heredoc> heredocs = default)
    {
        var output = new ShellOutput();
        ShellParser.Parse(text, options, heredocs.IsDefault ? [] : heredocs, output, depth: 0);
        return new(ShellKind.Posix, output.CommandsInOrder(), output.Problems.InOrder());
    }

    /// <summary>A command that runs without a shell.</summary>
    public static ShellScript OfExec(ImmutableArray<MappedText> words)
    {
        var output = new ShellOutput();
        var pipeline = new ShellPipeline(new(ShellRole.Script, null), 0);
        var command = new ShellCommand(pipeline, [.. words.Select(ToWord)])
        {
            Options = default,
            Span = TextSpan.FromBounds(words[0].ToSource(0), words[^1].ToSource(0, words[^1].Length).End),
        };
        pipeline.Elements.Add(command);
        pipeline.List.Pipelines.Add(pipeline);
        output.Add(command);
        return new(ShellKind.Posix, output.CommandsInOrder(), []);
    }

    /// <summary>A script in a language that is not read.</summary>
    public static ShellScript NotRead(ShellKind kind) => new(kind, [], []);

    private static ShellWord ToWord(MappedText text) =>
        new(text.Text, text.Text, text.ToSource(0, text.Length)) { IsQuoted = true, Place = (0, text.Length) };
}
