namespace PipelineGuard.Policy;

public sealed class ThresholdMatchTests
{
    public static TheoryData<string, string, string> Rows =>
    [
        .. from row in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Policy/Tables/thresholds.txt"))
           where row.Length > 0 && row[0] != '#'
           let cells = row.Split('|', StringSplitOptions.TrimEntries)
           select (cells[0], cells[1], cells[2]),
    ];

    [Theory, MemberData(nameof(Rows))]
    public void Reaches_a_threshold_as_the_table_says(string line, string finding, string reaches)
    {
        Trigger? expected = reaches switch { "severity" => Trigger.Severity, "exploited" => Trigger.KnownExploited, "-" => null, _ => throw new ArgumentException(reaches) };

        Assert.Equal(expected, ThresholdMatch.Of(Spec.Line(line), Spec.Finding(finding), Spec.Today));
    }

    [Fact]
    public void The_table_uses_every_key_of_a_threshold()
    {
        var table = string.Concat(Rows.Select(row => row.Data.Item1));

        Assert.All(Reading.PolicyKeys.Line.Keys, key => Assert.Contains($"{key}: ", table, StringComparison.Ordinal));
    }
}
