using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles;

/// <summary>The files that the build gets to see, and which of them an instruction copies.</summary>
internal sealed class BuildContext
{
    // Several rules ask about the same context; the .dockerignore is applied once.
    private static readonly ConditionalWeakTable<DockerfileContext, BuildContext> Known = [];

    private readonly HashSet<string> _all;
    private readonly HashSet<string> _sent;

    private BuildContext(DockerfileContext context)
    {
        All = context.ContextFiles;
        HasIgnoreFile = context.DockerIgnore is not null;
        Ignore = context.DockerIgnore is { } text ? DockerIgnore.Parse(text) : DockerIgnore.Empty;
        Sent = [.. All.Where(path => !Ignore.Ignores(path))];
        (_all, _sent) = (WithFolders(All), WithFolders(Sent));
    }

    /// <summary>All files, those that are kept from the build included.</summary>
    public ImmutableArray<string> All { get; }

    /// <summary>The files that the build can copy.</summary>
    public ImmutableArray<string> Sent { get; }

    /// <summary>True when there is a <c>.dockerignore</c>.</summary>
    public bool HasIgnoreFile { get; }

    /// <summary>What keeps files from the build.</summary>
    public DockerIgnore Ignore { get; }

    /// <summary>The context that was looked at; null when none was.</summary>
    public static BuildContext? Of(DockerfileContext context) =>
        context.ContextFiles.IsDefault ? null : Known.GetValue(context, static context => new(context));

    /// <summary>The instructions that copy from the context, in order; what stands behind <c>ONBUILD</c> will copy from another one.</summary>
    public static IEnumerable<CopyInstruction> Copies(Dockerfile file) => file.Instructions.OfType<CopyInstruction>().Where(copy => copy.From is null);

    /// <summary>The sources of an instruction that are paths of the context and whose variables are known.</summary>
    public static IEnumerable<ContextSource> Sources(CopyInstruction copy)
    {
        var excluded = Excluded(copy);
        foreach (var word in copy.From is null ? copy.Sources : [])
        {
            if (word.Text.StartsWith("<<", StringComparison.Ordinal) || copy.Scope.Expand(word) is not { Length: > 0 } path) continue;
            if (!IsRemote(path)) yield return new(word, path, ContextPattern.Parse(path), excluded);
        }
    }

    /// <summary>
    /// The first file that an instruction copies along with others, and that nobody would name: <c>COPY . .</c> takes <c>.git</c> too.
    /// </summary>
    /// <param name="copy">The instruction.</param>
    /// <param name="candidates">The files to look for, from <see cref="Sent"/>.</param>
    /// <param name="offends">Judges the part of a path that the instruction does not name: <c>.git/HEAD</c>.</param>
    /// <returns>The source and the file; null when it takes none of them.</returns>
    public static (ContextSource Source, string Path)? Sweeps(CopyInstruction copy, IReadOnlyList<string> candidates, Func<string, bool> offends) =>
        AllSwept(copy, candidates, offends).Select(swept => ((ContextSource Source, string Path)?)swept).FirstOrDefault();

    /// <summary>All such files, by the sources that take them; one that two sources take comes twice.</summary>
    /// <inheritdoc cref="Sweeps"/>
    public static IEnumerable<(ContextSource Source, string Path)> AllSwept(CopyInstruction copy, IReadOnlyList<string> candidates, Func<string, bool> offends)
    {
        foreach (var source in candidates.Count == 0 ? [] : Sources(copy))
        {
            foreach (var path in candidates)
            {
                if (source.Takes(path) && offends(source.Unnamed(path))) yield return (source, path);
            }
        }
    }

    /// <summary>True when a file or folder lies in the context, be it held back or not.</summary>
    public bool Holds(string path) => _all.Contains(path);

    /// <summary>True when the build gets to see a file, or anything in a folder.</summary>
    public bool Sends(string path) => _sent.Contains(path);

    private static HashSet<string> WithFolders(ImmutableArray<string> paths)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            // Upwards, and no further than to a folder that is known already.
            for (var next = path; all.Add(next) && next.LastIndexOf('/') is var slash and > 0;) next = next[..slash];
        }
        return all;
    }

    // ADD fetches these.
    private static bool IsRemote(string path) =>
        path.Contains("://", StringComparison.Ordinal) || path.StartsWith("git@", StringComparison.Ordinal);

    private static ImmutableArray<ContextPattern> Excluded(CopyInstruction copy) =>
        [.. copy.Flags.Where(flag => flag is { Name: "exclude", Value: not null }).Select(flag => ContextPattern.Parse(flag.Value!))];
}
