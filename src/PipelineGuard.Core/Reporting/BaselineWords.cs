using PipelineGuard.Baselines;

namespace PipelineGuard.Reporting;

/// <summary>A comparison with a baseline in a person's words.</summary>
internal static class BaselineWords
{
    /// <summary><c>Against base.txt: 3 new, 40 unchanged, 5 not found any more.</c></summary>
    public static string Of(BaselineComparison baseline) =>
        $"Against {baseline.File}: {Phrases.Number(baseline.New)} new, {Phrases.Number(baseline.Unchanged)} unchanged, {Phrases.Number(baseline.Fixed.Length)} not found any more.";
}
