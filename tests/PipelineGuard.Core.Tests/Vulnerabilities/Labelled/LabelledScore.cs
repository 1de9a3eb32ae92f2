using System.Globalization;

namespace PipelineGuard.Vulnerabilities.Labelled;

/// <summary>How often the product said what the labels say.</summary>
/// <param name="TruePositives">Affected, and reported.</param>
/// <param name="FalsePositives">Not affected, but reported.</param>
/// <param name="FalseNegatives">Affected, but not reported.</param>
/// <param name="TrueNegatives">Not affected, and not reported.</param>
internal readonly record struct LabelledScore(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives)
{
    /// <summary>How much of what is reported is right, in percent; 100 when nothing is reported.</summary>
    public double Precision => Share(TruePositives, FalsePositives);

    /// <summary>How much of what should be reported is, in percent; 100 when there is nothing to report.</summary>
    public double Recall => Share(TruePositives, FalseNegatives);

    /// <summary>The score of answers.</summary>
    public static LabelledScore Of(IReadOnlyCollection<(bool IsAffected, bool IsReported)> answers) => new(
        answers.Count(answer => answer is (true, true)),
        answers.Count(answer => answer is (false, true)),
        answers.Count(answer => answer is (true, false)),
        answers.Count(answer => answer is (false, false)));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TruePositives,5} {FalsePositives,5} {FalseNegatives,5} {TrueNegatives,5} {Precision,9:0.00} % {Recall,7:0.00} %");

    private static double Share(int right, int wrong) => right + wrong == 0 ? 100 : 100.0 * right / (right + wrong);
}
