using System.Globalization;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Cvss;

/// <summary>Scores that others published; the tables say who.</summary>
public sealed class PublishedScoreTests
{
    public static TheoryData<string, double> Published => [.. new[] { "cvss2", "cvss3", "cvss4" }.SelectMany(Read)];

    [Theory, MemberData(nameof(Published))]
    public void Scores_as_published(string vector, double score)
    {
        Assert.True(CvssVector.TryParse(vector, out var cvss));
        Assert.Equal(score, cvss.BaseScore);
        Assert.Equal(vector, cvss.Text);
    }

    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", Severity.Info)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:L/SI:L/SA:L/E:U/CR:L/IR:L/AR:L", Severity.Low)]
    [InlineData("CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:U/C:L/I:L/A:N", Severity.Low)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", Severity.Medium)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:L/SI:L/SA:L", Severity.Medium)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", Severity.High)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", Severity.Critical)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", Severity.Critical)]
    [InlineData("(AV:N/AC:L/Au:N/C:C/I:C/A:C)", Severity.Critical)]
    [InlineData("AV:L/AC:L/Au:N/C:P/I:N/A:N", Severity.Low)]
    public void Rates_the_score(string vector, Severity severity)
    {
        Assert.True(CvssVector.TryParse(vector, out var cvss));
        Assert.Equal(severity, cvss.Severity);
    }

    private static IEnumerable<TheoryDataRow<string, double>> Read(string table) =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Advisories", "Cvss", "Tables", table + ".txt"))
        where line[0] != '#'
        let words = line.Split(' ')
        select new TheoryDataRow<string, double>(words[0], double.Parse(words[1], CultureInfo.InvariantCulture));
}
