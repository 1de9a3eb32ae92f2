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
            if (BuildContext.Sweeps(copy, candidates, StaysBehind) is var (source, path))
                yield return At(file, source.Word, $"'{path}' is copied along.", new($"Add {Pattern(path)} to .dockerignore."));
        }
    }

    /// <summary>The files that should stay behind; a rule may look at the files around them.</summary>
    protected virtual IEnumerable<string> Candidates(BuildContext build) => build.Sent.Where(StaysBehind);
}
