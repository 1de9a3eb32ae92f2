using CsCheck;

namespace PipelineGuard.Advisories.Cvss;

public sealed class CvssScoreProperties
{
    private static readonly Gen<string> Exploitability3 =
        from av in Gen.OneOfConst("N", "A", "L", "P")
        from ac in Gen.OneOfConst("L", "H")
        from pr in Gen.OneOfConst("N", "L", "H")
        from ui in Gen.OneOfConst("N", "R")
        from s in Gen.OneOfConst("U", "C")
        select $"CVSS:3.1/AV:{av}/AC:{ac}/PR:{pr}/UI:{ui}/S:{s}";

    private static readonly Gen<string> Exploitability4 =
        from av in Gen.OneOfConst("N", "A", "L", "P")
        from ac in Gen.OneOfConst("L", "H")
        from at in Gen.OneOfConst("N", "P")
        from pr in Gen.OneOfConst("N", "L", "H")
        from ui in Gen.OneOfConst("N", "P", "A")
        select $"CVSS:4.0/AV:{av}/AC:{ac}/AT:{at}/PR:{pr}/UI:{ui}";

    private static readonly Gen<string[]> Impacts = Gen.OneOfConst("N", "L", "H").Array[6];

    [Fact]
    public void Scores_lie_between_0_and_10_in_steps_of_a_tenth() =>
        Gen.Select(Exploitability3, Exploitability4, Impacts).Sample(
            (three, four, impacts) => new[] { Score3(three, impacts), Score4(four, impacts) }
                .All(score => score is >= 0 and <= 10 && score == Math.Round(score, 1)),
            iter: 5_000);

    [Fact]
    public void A_version_3_score_never_falls_when_one_impact_worsens() =>
        Gen.Select(Exploitability3, Impacts, Gen.Int[0, 2]).Sample(
            (vector, impacts, at) => Score3(vector, impacts) <= Score3(vector, Worsened(impacts, at)),
            iter: 5_000);

    [Fact]
    public void The_same_metrics_score_the_same_in_3_0_and_3_1() =>
        Gen.Select(Exploitability3, Impacts).Sample(
            (vector, impacts) => Score3(vector, impacts) == Score3(vector.Replace("3.1", "3.0", StringComparison.Ordinal), impacts),
            iter: 2_000);

    [Fact]
    public void A_modified_metric_scores_as_if_it_were_the_base_metric() =>
        Gen.Select(Exploitability4, Impacts, Impacts).Sample(
            (vector, impacts, modified) =>
                Score($"{Vector4(vector, impacts)}/MVC:{modified[0]}/MVI:{modified[1]}/MVA:{modified[2]}/MSC:{modified[3]}/MSI:{modified[4]}/MSA:{modified[5]}")
                == Score4(vector, modified),
            iter: 5_000);

    [Fact]
    public void Safety_of_a_subsequent_system_is_worse_than_a_high_impact() =>
        Gen.Select(Exploitability4, Impacts).Sample(
            (vector, impacts) => Score(Vector4(vector, impacts) + "/MSI:S") >= Score(Vector4(vector, impacts) + "/MSI:H"),
            iter: 5_000);

    private static string[] Worsened(string[] impacts, int at)
    {
        string[] worse = [.. impacts];
        worse[at] = worse[at] == "N" ? "L" : "H";
        return worse;
    }

    private static double Score3(string vector, string[] impacts) => Score($"{vector}/C:{impacts[0]}/I:{impacts[1]}/A:{impacts[2]}");

    private static double Score4(string vector, string[] impacts) => Score(Vector4(vector, impacts));

    private static string Vector4(string vector, string[] impacts) =>
        $"{vector}/VC:{impacts[0]}/VI:{impacts[1]}/VA:{impacts[2]}/SC:{impacts[3]}/SI:{impacts[4]}/SA:{impacts[5]}";

    private static double Score(string vector)
    {
        Assert.True(CvssVector.TryParse(vector, out var cvss), vector);
        return cvss.BaseScore;
    }
}
