using System.Globalization;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;
using PipelineGuard.Versions;

namespace PipelineGuard.Vulnerabilities.Labelled;

/// <summary>Real packages and real advisories, with what a careful person says about each pair: neither missed findings nor false ones may rise.</summary>
public sealed class LabelledSetTests(ITestOutputHelper output) : IDisposable
{
    private const int LeastRows = 500;

    private readonly TemporaryFolder _export = new();
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Ecosystems => [.. LabelledTable.Ecosystems];

    private static IEnumerable<LabelledRow> AllRows => LabelledTable.Ecosystems.SelectMany(LabelledRow.Read);

    public void Dispose()
    {
        _export.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Precision_and_recall_are_no_lower_than_guarded()
    {
        var ecosystems = LabelledAdvisories.Export(_export.Path);
        await new AdvisoryDatabase(_folder.Path).BuildAsync([_export.Path], ecosystems, new CollectingLog(), cancellation: TestContext.Current.CancellationToken);
        var answers = Answers();

        var scores = answers.GroupBy(answer => answer.Row.Ecosystem, (name, rows) => (Name: name, Score: ScoreOf(rows))).Append((Name: "all", Score: ScoreOf(answers))).ToList();
        output.WriteLine($"{"ecosystem",-14}    TP    FP    FN    TN   precision    recall");
        foreach (var (name, score) in scores) output.WriteLine($"{name,-14} {score}");
        foreach (var (row, _) in answers.Where(answer => answer.IsReported != answer.Row.IsAffected)) output.WriteLine($"wrong: {row.Ecosystem}: {row.Text}");

        var (precision, recall) = (Guarded("precision"), Guarded("recall"));
        Assert.All(scores, scored => Assert.True(scored.Score.Precision >= precision && scored.Score.Recall >= recall, $"{scored.Name}: {scored.Score}"));
    }

    [Fact]
    public void There_are_enough_rows_and_none_is_there_twice()
    {
        var rows = AllRows.ToList();
        Assert.True(rows.Count >= LeastRows, $"{rows.Count} rows");
        Assert.Empty(rows.GroupBy(row => (row.Ecosystem, row.Package, row.Distribution, row.Advisory)).Where(group => group.Count() > 1).Select(group => group.First().Text));
    }

    [Fact]
    public void Every_ecosystem_with_advisories_is_labelled()
    {
        var matched = PackageType.All.Select(type => type.OsvEcosystem).Concat(Distributions.All.Select(info => info.OsvEcosystem)).OfType<string>();
        // Microsoft's release data is no OSV export; it is tested where it is read.
        Assert.Equal(matched.Except([DotNetComponents.Ecosystem]).Distinct().Order(StringComparer.Ordinal), LabelledTable.Ecosystems);
    }

    [Fact]
    public void Every_version_order_that_advisories_use_is_labelled()
    {
        var labelled = AllRows.Select(row => row.Package.Type.VersionScheme).Distinct();
        // Nobody publishes advisories under the names of Conda packages.
        Assert.Equal(VersionSchemes.All.Select(scheme => scheme.Name).Except([PackageType.Conda.VersionScheme]).Order(StringComparer.Ordinal), labelled.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Ecosystems))]
    public void Every_ecosystem_has_rows_of_both_kinds(string ecosystem) =>
        Assert.Equal([false, true], LabelledRow.Read(ecosystem).Select(row => row.IsAffected).Distinct().Order());

    [Theory, MemberData(nameof(Ecosystems))]
    public void Every_row_names_an_advisory_that_there_is(string ecosystem)
    {
        var ids = LabelledTable.Ecosystems.SelectMany(LabelledAdvisories.Ids).ToHashSet();
        Assert.All(LabelledRow.Read(ecosystem), row => Assert.Contains(row.Advisory, ids));
    }

    [Theory, MemberData(nameof(Ecosystems))]
    public void Every_advisory_has_rows(string ecosystem)
    {
        var used = AllRows.Select(row => row.Advisory).ToHashSet();
        Assert.All(LabelledAdvisories.Ids(ecosystem), id => Assert.Contains(id, used));
    }

    [Fact]
    public void A_score_counts_what_was_missed_and_what_was_made_up()
    {
        var score = LabelledScore.Of([(true, true), (true, true), (true, true), (true, false), (false, true), (false, false)]);

        Assert.Equal(new(TruePositives: 3, FalsePositives: 1, FalseNegatives: 1, TrueNegatives: 1), score);
        Assert.Equal((75.0, 75.0), (score.Precision, score.Recall));
    }

    private List<(LabelledRow Row, bool IsReported)> Answers()
    {
        using var library = new AdvisoryLibrary(new(_folder.Path), new CollectingLog());
        return [.. AllRows.Select(row => (row, IsReported(row, library)))];
    }

    private static bool IsReported(LabelledRow row, AdvisoryLibrary library)
    {
        var target = new VulnerabilityTarget("labelled", row.Distribution, _ => null, package => package.Name);
        var findings = VulnerabilityDetector.Detect([row.Package], target, library, new CollectingLog(), TestContext.Current.CancellationToken);
        return findings.Any(finding => Names(finding, row.Advisory));
    }

    private static bool Names(Finding finding, string id) => finding.Rule.Value == id || finding.Advisory?.Aliases.Contains(id) == true;

    private static LabelledScore ScoreOf(IEnumerable<(LabelledRow Row, bool IsReported)> answers) =>
        LabelledScore.Of([.. answers.Select(answer => (answer.Row.IsAffected, answer.IsReported))]);

    private static double Guarded(string figure) =>
        double.Parse(LabelledTable.Read("guarded.txt").Single(row => row["figure"] == figure)["least"], CultureInfo.InvariantCulture);
}
