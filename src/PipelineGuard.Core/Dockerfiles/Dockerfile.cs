using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles;

/// <summary>
/// A Dockerfile as a tree that keeps every character and every position. Any input gives a tree, in time linear to its size; what a
/// builder would refuse stands in <see cref="Problems"/>.
/// </summary>
internal sealed class Dockerfile
{
    private readonly Lazy<ProgramIndex> _programs;
    private readonly ConcurrentDictionary<Type, Array> _byType = new();

    private Dockerfile(SourceText source, string path, string? name = null)
    {
        (Source, Path, Name) = (source, path, name ?? path);
        var problems = new SyntaxProblems();
        Nodes = DockerfileParser.Parse(source, problems);
        Instructions = [.. Nodes.OfType<Instruction>()];
        Stages = StageReader.Read(Instructions, problems);
        Problems = problems.InOrder();
        _programs = new(() => new(All<RunInstruction>()));
    }

    /// <summary>The text and its lines.</summary>
    public SourceText Source { get; }

    /// <summary>The file's name for reports, relative to the repository, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The file's name, with the service behind it for a Dockerfile within a Compose file: what is the same for one Dockerfile, and another one's for no other.</summary>
    public string Name { get; }

    /// <summary>Everything in the file, in order: instructions, comments, directives, blank lines.</summary>
    public ImmutableArray<DockerfileNode> Nodes { get; }

    /// <summary>The instructions, in order; what stands behind <c>ONBUILD</c> is found through it, or with <see cref="All{T}"/>.</summary>
    public ImmutableArray<Instruction> Instructions { get; }

    /// <summary>The build stages, in order.</summary>
    public ImmutableArray<Stage> Stages { get; }

    /// <summary>The stage that becomes the image when nobody says otherwise; null without any <c>FROM</c>.</summary>
    public Stage? FinalStage => Stages.IsEmpty ? null : Stages[^1];

    /// <summary>What a builder would refuse or could not be read, in the order of the file.</summary>
    public ImmutableArray<SyntaxProblem> Problems { get; }

    /// <summary>Reads text that stands in another file.</summary>
    /// <param name="source">The text, which knows its places.</param>
    /// <param name="path">The other file's name for reports.</param>
    /// <param name="name">See <see cref="Name"/>.</param>
    public static Dockerfile Parse(SourceText source, string path, string name) => new(source, path, name);

    /// <summary>Reads text.</summary>
    public static Dockerfile Parse(string text, string path = "Dockerfile") => new(new(text), path);

    /// <summary>Reads bytes; see <see cref="SourceDecoder"/> for their encoding.</summary>
    public static Dockerfile Parse(ReadOnlyMemory<byte> bytes, string path = "Dockerfile") => new(SourceDecoder.Decode(bytes.Span), path);

    /// <summary>All instructions of a type, those behind <c>ONBUILD</c> included, in order.</summary>
    public IEnumerable<T> All<T>() where T : Instruction => (T[])_byType.GetOrAdd(typeof(T), _ => Find<T>());

    /// <summary>
    /// The <c>RUN</c> instructions that run at least one of some programs, those behind <c>ONBUILD</c> included, in order. Programs are named
    /// without folder, and those that are installed in several versions without version: <c>pip</c> also finds <c>pip3.12</c>.
    /// </summary>
    public ImmutableArray<RunInstruction> Runs(params ReadOnlySpan<string> programs) => _programs.Value.Running(programs);

    /// <summary>The commands in all <c>RUN</c> instructions that are one of some programs, named as for <see cref="Runs"/>, in order; in front of them prefixes may stand.</summary>
    public IEnumerable<ShellCommand> Commands(params ReadOnlySpan<string> programs) => _programs.Value.Commands(programs);

    /// <summary>The value of a parser directive (<c>syntax</c>, <c>escape</c>, <c>check</c>); null when it is not given.</summary>
    public string? Directive(string name) => Nodes.TakeWhile(node => node is ParserDirective).Cast<ParserDirective>().FirstOrDefault(d => d.Name == name)?.Value;

    // Asked for by one rule in three: the instructions are walked once for each type.
    private T[] Find<T>() where T : Instruction
    {
        var found = new List<T>();
        foreach (var instruction in Instructions)
        {
            if (instruction is T wanted) found.Add(wanted);
            if (instruction is OnbuildInstruction { Trigger: T trigger }) found.Add(trigger);
        }
        return [.. found];
    }

    /// <summary>Puts the tree together again: the text it was read from, character for character.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Source.Text.Length);
        foreach (var node in Nodes) text.Append(Source[node.FullSpan]);
        return text.ToString();
    }
}
