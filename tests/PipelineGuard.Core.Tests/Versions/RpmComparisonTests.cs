using System.Diagnostics;

namespace PipelineGuard.Versions;

/// <summary>Holds the rpm table against rpm itself, where there is one.</summary>
public sealed class RpmComparisonTests
{
    private const string Rpm = "/usr/bin/rpm";

    [Fact]
    public async Task The_table_says_what_rpm_says()
    {
        Assert.SkipUnless(File.Exists(Rpm), "rpm is not installed here");
        var rows = VersionTable.Read("rpm").ToArray();
        var comparisons = rows.Select(row => $"%{{lua:print(rpm.vercmp(\"{row.Left}\",\"{row.Right}\"))}}");

        Assert.Equal(rows.Select(row => $"{row.Left} {row.Sign} {row.Right}"), rows.Zip(await Evaluate(comparisons), (row, sign) => $"{row.Left} {sign} {row.Right}"));
    }

    private static async Task<string[]> Evaluate(IEnumerable<string> expressions)
    {
        var start = new ProcessStartInfo(Rpm, expressions.SelectMany(expression => new[] { "--eval", expression })) { RedirectStandardOutput = true };
        using var rpm = Process.Start(start)!;
        var output = await rpm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await rpm.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
