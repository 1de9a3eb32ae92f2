using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.Lifecycle;
using PipelineGuard.Policy;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Dockerfiles as people write them, once with care and once without: nothing is said about the good ones, and all about the others.</summary>
public sealed class RealFilesTests
{
    // A day on which the releases that the good ones name were in support.
    private static readonly DockerfileContext Context = new() { SupportDates = SupportDates.Embedded, Today = new(2026, 1, 15) };

    public static TheoryData<string> Good => [.. Corpus.Names.Where(name => name.StartsWith("good-", StringComparison.Ordinal))];

    public static TheoryData<string> Sloppy => [.. Corpus.Names.Where(name => name.StartsWith("sloppy-", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Good))]
    public void Stays_silent_on_a_good_file(string name) => Assert.Equal("", Listed(name));

    [Theory, MemberData(nameof(Sloppy))]
    public void Finds_what_it_found_before_in_a_sloppy_file(string name) =>
        KeptText.Same($"tests/PipelineGuard.Core.Tests/Dockerfiles/Golden/{Path.GetFileNameWithoutExtension(name)}.txt", Listed(name));

    [Theory, MemberData(nameof(Sloppy))]
    public void Repairs_a_sloppy_file_in_one_go(string name)
    {
        var text = Dockerfile.Parse(Corpus.Bytes(name)).Source.Text;
        var (repaired, applied) = DockerfileFixer.Fix(text, Context, null, name);

        Assert.NotEmpty(applied);
        Assert.Equal(repaired, DockerfileFixer.Fix(repaired, Context, null, name).Text);
        Assert.True(DockerfileChecker.Check(Dockerfile.Parse(repaired), Context, null).Length < DockerfileChecker.Check(Dockerfile.Parse(text), Context, null).Length);
    }

    private static string Listed(string name)
    {
        var findings = DockerfileChecker.Check(Dockerfile.Parse(Corpus.Bytes(name), name), Context, null);
        return string.Concat(findings.OrderBy(finding => finding.Location.Line).ThenBy(finding => finding.Location.Column).ThenBy(finding => finding.Rule).Select(Line));
    }

    private static string Line(Finding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Location.Line},{finding.Location.Column} {finding.Rule} {finding.Severity}: {finding.Message}\n");
}
