namespace PipelineGuard.Reporting;

/// <summary>The advice about base images in a person's words.</summary>
internal static class BaseAdviceText
{
    /// <summary>The heading above it.</summary>
    public const string Heading = "Newer base images";

    /// <summary>One sentence for each thing to know about a target, the best candidate first; none without advice. May hold text from the image.</summary>
    public static IEnumerable<string> Of(TargetReport target)
    {
        if (target.Advice is not { } advice) yield break;
        if (advice.Base is { } known && advice.Base != target.Name) yield return $"{target.Name} stands on {known}.";
        if (!advice.KnowsBase) yield return $"Nothing tells which layers of {target.Name} are the base image's: all of its vulnerabilities are counted.";
        var from = advice.Base ?? target.Name;
        if (advice.Candidates.IsEmpty) yield return $"{from}: no newer image of its kind was found.";
        foreach (var candidate in advice.Candidates) yield return $"{from} → {Name(candidate)}: removes {candidate.Removed} of {candidate.Before}, adds {candidate.Added}";
    }

    /// <summary>What to do to take a candidate, in the imperative.</summary>
    public static string Action(BaseAdvice advice, BaseCandidate candidate)
    {
        var added = candidate.Added > 0 ? $"; it adds {Phrases.Count(candidate.Added, "vulnerability", "vulnerabilities")}" : "";
        var note = candidate.EditNote is { } how ? $", by {how}" : "";
        // A digest that is written has to be replaced, however often the image is built.
        var action = !candidate.IsRebuild ? $"Take {candidate.Name} as base image{(advice.Base is { } old ? $" in place of {old}" : "")}"
            : candidate.Edit is null ? $"Build on {candidate.Name} as it is today, with 'docker build --pull'"
            : $"Take {candidate.Name} as it is today, by its new digest";
        return action + note + added;
    }

    private static string Name(BaseCandidate candidate) =>
        candidate.IsRebuild ? $"{candidate.Name} as it is today" : candidate.IsSameDistribution ? candidate.Name : $"{candidate.Name} (another distribution)";
}
