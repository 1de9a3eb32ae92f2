using System.Text.Json;
using CsCheck;
using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;

namespace PipelineGuard.Reporting;

/// <summary>Whatever an image calls its parts, every writer ends, and what it writes is harmless to look at.</summary>
public sealed class HostileReports
{
    public static TheoryData<string> Formats => [.. ReportFormats.All.Select(format => format.Name)];

    [Theory, MemberData(nameof(Formats))]
    public void Nothing_unsafe_comes_through(string format) =>
        Nasty.Text.Sample(text => Nasty.IsHarmless(TestWriter.Text(format, TestReport.Hostile(text))), iter: 100);

    [Theory, MemberData(nameof(Formats))]
    public void Very_long_names_do_no_harm(string format)
    {
        var text = TestWriter.Text(format, TestReport.Hostile(new string('x', 200_000)));

        Assert.True(Nasty.IsHarmless(text));
    }

    [Fact]
    public void Json_gives_back_exactly_what_the_image_said() =>
        Nasty.Text.Where(text => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar)).Sample(text =>
        {
            using var json = JsonDocument.Parse(TestWriter.Text("json", TestReport.Hostile(text)));
            return json.RootElement.GetProperty("targets")[0].GetProperty("packages")[0].GetProperty("name").GetString() == text;
        }, iter: 100);

    [Fact]
    public void Sarif_reads_back() => Nasty.Text.Sample(ReadsBack, iter: 100);

    [Theory, InlineData(""), InlineData(" "), InlineData("\u2003")]
    public void Sarif_reads_back_where_everything_is_blank(string blank) => Assert.True(ReadsBack(blank));

    private static bool ReadsBack(string text)
    {
        var log = JsonConvert.DeserializeObject<SarifLog>(TestWriter.Text("sarif", TestReport.Hostile(text)))!;
        return log.Runs[0].Results.Count == 4
            && log.Runs[0].Results.All(result => !result.Locations[0].PhysicalLocation.ArtifactLocation.Uri.IsAbsoluteUri);
    }
}
