using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PipelineGuard.Secrets.Known;

namespace PipelineGuard.Secrets;

/// <summary>A labelled corpus, written as secrets stand in real files. It guards what is found (recall) and that nothing else is (precision).</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const int FewestOfEach = 5;
    private const double LeastRecall = 0.98;
    private const double LeastPrecision = 0.98;

    private static readonly ImmutableArray<Sample> Corpus = [.. Read()];

    public static TheoryData<string> Families => [.. Corpus.Select(sample => sample.Family).Distinct()];

    [Theory, MemberData(nameof(Families))]
    public void Every_family_has_samples_of_both_kinds(string family)
    {
        var samples = Corpus.Where(sample => sample.Family == family).ToList();

        Assert.InRange(samples.Count(sample => sample.Rule is not null), FewestOfEach, int.MaxValue);
        Assert.InRange(samples.Count(sample => sample.Rule is null), FewestOfEach, int.MaxValue);
    }

    [Theory, MemberData(nameof(Families))]
    public void Finds_the_secrets_of_a_family_and_nothing_else(string family)
    {
        var score = Score(Corpus.Where(sample => sample.Family == family));

        output.WriteLine($"{family}: {score}");
        foreach (var mistake in score.Mistakes) output.WriteLine(mistake);
        Assert.Empty(score.Mistakes);
    }

    [Fact]
    public void Precision_and_recall_over_all_families_hold()
    {
        var score = Score(Corpus);

        output.WriteLine($"all families: {score}");
        Assert.InRange(score.Recall, LeastRecall, 1);
        Assert.InRange(score.Precision, LeastPrecision, 1);
    }

    // Each sample three times, with other values; a finding of a rule that was not asked for is a wrong one.
    private static Score Score(IEnumerable<Sample> samples)
    {
        var score = new Score();
        foreach (var sample in samples)
        {
            for (int seed = 1; seed <= 3; seed++) score.Add(sample, Rules(sample.Path, new SampleText(seed * 31).Expand(sample.Text)));
        }
        return score;
    }

    private static HashSet<string> Rules(string path, string text)
    {
        if (KnownSecrets.IsPublic(path)) return [];
        var bytes = Encoding.UTF8.GetBytes(text);
        var inspector = new SecretInspector();
        inspector.Begin(path, bytes.Length, bytes.AsSpan(0, Math.Min(512, bytes.Length)));
        inspector.Append(bytes);
        return [.. inspector.Finish().Select(hit => hit.Rule.Id)];
    }

    private static IEnumerable<Sample> Read([CallerFilePath] string here = "") =>
        from line in File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "corpus.tsv"))
        where line.Length > 0 && line[0] != '#'
        let columns = line.Split('\t')
        select new Sample(columns[0], columns[1] == "-" ? null : columns[1], columns[2], Unescape(columns[3]));

    private static string Unescape(string text) =>
        text.Replace("\\\\", "\0", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace('\0', '\\');
}

/// <summary>One text of the corpus; without a rule nothing may be found in it.</summary>
internal sealed record Sample(string Family, string? Rule, string Path, string Text);

/// <summary>What was found, missed, and found wrongly.</summary>
internal sealed class Score
{
    private int _right;
    private int _wrong;
    private int _missed;

    public List<string> Mistakes { get; } = [];

    public double Recall => (double)_right / Math.Max(1, _right + _missed);

    public double Precision => (double)_right / Math.Max(1, _right + _wrong);

    public void Add(Sample sample, HashSet<string> found)
    {
        bool isRight = sample.Rule is { } rule && found.Remove(rule);
        if (isRight) _right++;
        else if (sample.Rule is not null) _missed++;
        _wrong += found.Count;
        if (found.Count > 0 || (!isRight && sample.Rule is not null)) Mistakes.Add($"{sample.Rule ?? "nothing"} expected, {string.Join(' ', found)} found in {sample.Path}: {sample.Text}");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_right} found, {_missed} missed, {_wrong} wrong: recall {Recall:P1}, precision {Precision:P1}");
}
