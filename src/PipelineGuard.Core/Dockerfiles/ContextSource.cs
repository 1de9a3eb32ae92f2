using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles;

/// <summary>One source of a <c>COPY</c> or <c>ADD</c> in the build context.</summary>
/// <param name="Word">Where it is written.</param>
/// <param name="Path">With the values of its variables.</param>
/// <param name="Pattern">What it matches.</param>
/// <param name="Excluded">The patterns of <c>--exclude</c>, relative to what is copied.</param>
internal sealed record ContextSource(Word Word, string Path, ContextPattern Pattern, ImmutableArray<ContextPattern> Excluded)
{
    /// <summary>True for the context as a whole: <c>COPY . .</c>.</summary>
    public bool IsWholeContext => Pattern.Literal == "";

    /// <summary>True when it copies a file of the context.</summary>
    public bool Takes(string path)
    {
        if (!Pattern.Matches(path)) return false;
        // Builders differ in what a pattern of --exclude starts from: either way the author thought of the file.
        var unnamed = Unnamed(path);
        return !Excluded.Any(pattern => pattern.Matches(path) || pattern.Matches(unnamed));
    }

    /// <summary>The part of a path that stands below what is named; empty when the file itself is named.</summary>
    public string Unnamed(string path)
    {
        // A pattern such as "*" names nothing.
        if (Pattern.Literal is null) return path;
        return path[Math.Min(path.Length, Pattern.Literal.Length)..].TrimStart('/');
    }
}
