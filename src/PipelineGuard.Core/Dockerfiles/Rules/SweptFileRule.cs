using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What the rules about files that come along with others share: <c>COPY . .</c> takes all that <c>.dockerignore</c> does not hold back.</summary>
internal abstract class SweptFileRule : ContextRule
{
    /// <summary>True for a path of a file that should stay behind.</summary>
    /// <param name="path">Relative to the context, or to the folder that is copied.</param>
    protected abstract bool StaysBehind(string path);

    /// <summary>What a line of the <c>.dockerignore</c> should say about such a file.</summary>
    protected abstract string Pattern(string path);

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context)
    {
        if (BuildContext.Of(context) is not { } build) yield break;
        var candidates = Candidates(build).ToList();
        foreach (var copy in candidates.Count == 0 ? [] : BuildContext.Copies(file))
        {
            // The rules that name one file do not look for more.
            var swept = BuildContext.AllSwept(copy, candidates, StaysBehind).Take(MostNamed == 1 ? 1 : int.MaxValue).ToList();
            if (swept.Count == 0) continue;
            string[] paths = [.. swept.Select(one => one.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var patterns = paths.Take(MostNamed).Select(Pattern).Distinct(StringComparer.Ordinal);
            yield return At(file, swept[0].Source.Word, Sentence(paths), new($"Add {string.Join(", ", patterns)} to .dockerignore."));
        }
    }

    /// <summary>How many files a finding names; what is said about the first of a thousand is true of all of them.</summary>
    protected virtual int MostNamed => 1;

    private string Sentence(string[] paths)
    {
        string[] named = [.. paths.Take(MostNamed).Select(path => $"'{path}'")];
        if (MostNamed == 1 || paths.Length == 1) return $"{named[0]} is copied along.";
        return paths.Length > MostNamed
            ? $"{string.Join(", ", named)} and {paths.Length - MostNamed} more are copied along."
            : $"{string.Join(", ", named[..^1])} and {named[^1]} are copied along.";
    }

    /// <summary>The files that should stay behind; a rule may look at the files around them.</summary>
    protected virtual IEnumerable<string> Candidates(BuildContext build) => build.Sent.Where(StaysBehind);
}
