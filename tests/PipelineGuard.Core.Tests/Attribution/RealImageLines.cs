using System.Globalization;
using System.Runtime.CompilerServices;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Scanning;

namespace PipelineGuard.Attribution;

/// <summary>
/// Images that real builders made of <c>Attribution/Dockerfiles</c> (<c>.ci/attribution-images</c>). Their packages are called after the line
/// that should be found: <c>l7</c> is line 7, <c>from</c> the <c>FROM</c> at the bottom, <c>gone</c> has no line in the file any more.
/// </summary>
public sealed class RealImageLines : IDisposable
{
    private const double LeastRight = 0.98;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Finds_the_right_line_and_is_never_sure_of_a_wrong_one()
    {
        var store = await StoreAsync();
        var (right, wrong, sureAndWrong, images) = (0, new List<string>(), new List<string>(), 0);
        foreach (var archive in Directory.EnumerateFiles(Images(), "*.tar").Order(StringComparer.Ordinal))
        {
            images++;
            var name = Path.GetFileName(archive).Split('.')[0];
            var dockerfile = Path.Combine(Dockerfiles, $"{name}.Dockerfile");
            bool isForeign = File.Exists(Path.Combine(Dockerfiles, $"{name}.built"));
            foreach (var finding in await FindingsAsync(archive, dockerfile, store))
            {
                var expected = ExpectedLine(finding.Package!.Name, dockerfile);
                bool isRight = expected is not null && finding.Location.Kind == LocationKind.Source && finding.Location.Line == expected;
                var text = $"{Path.GetFileName(archive)}: {finding.Package.Name} at {finding.Location}, {finding.Attribution?.Method} {finding.Attribution?.Confidence}";
                if (!isRight && finding.Attribution is { Confidence: AttributionConfidence.High }) sureAndWrong.Add(text);
                // A file that is not the image's has no right lines for what it does not know.
                if (isForeign) continue;
                if (isRight) right++;
                else wrong.Add(text);
            }
        }

        double share = (double)right / (right + wrong.Count);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{images} images, {right} of {right + wrong.Count} findings at the right line ({share:P1}), {sureAndWrong.Count} at a wrong one with high confidence"));
        Assert.Empty(sureAndWrong);
        Assert.True(share >= LeastRight, string.Join('\n', wrong));
    }

    private static string Dockerfiles { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "Dockerfiles");

    private static string Here([CallerFilePath] string path = "") => path;

    private static string Images()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINEGUARD_IMAGES");
        if (folder is null && Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") is null)
            Assert.Skip("The images are not here: run '.ci/attribution-images FOLDER/lines' and set PIPELINEGUARD_IMAGES=FOLDER.");
        return Path.Combine(folder!, "lines");
    }

    private static int? ExpectedLine(string package, string dockerfile)
    {
        if (package[0] == 'l') return int.Parse(package[1..], CultureInfo.InvariantCulture);
        return package == "from" && Dockerfile(dockerfile).Stages is var stages ? Bottom(stages) : null;

        int? Bottom(System.Collections.Immutable.ImmutableArray<PipelineGuard.Dockerfiles.Stages.Stage> stages) =>
            Dockerfile(dockerfile).Source.PositionOf(stages[^1].Lineage.Last().From.Span.Start).Line;
    }

    private static PipelineGuard.Dockerfiles.Dockerfile Dockerfile(string path) => PipelineGuard.Dockerfiles.Dockerfile.Parse(File.ReadAllText(path));

    private static async Task<IEnumerable<Finding>> FindingsAsync(string archive, string dockerfile, string store)
    {
        var options = new GuardOptions { Targets = [archive], Dockerfile = dockerfile, Outputs = [], Database = store, Offline = true };
        var result = await Guard.RunAsync(options, new SilentLog(), TestContext.Current.CancellationToken);
        return result.Report.Findings.Where(finding => finding.Package is not null);
    }

    private async Task<string> StoreAsync()
    {
        var names = Enumerable.Range(2, 40).Select(line => $"l{line}").Concat(["from", "gone", "gone2"]);
        OsvExport.Put(_folder["osv"], "npm", [.. names.Select((name, at) => ($"A-{at}.json", OsvExport.Record($"GHSA-{at:0000}-line-aaaa", "npm", name, "2.0.0")))]);
        await new AdvisoryDatabase(_folder["stores"]).BuildAsync([_folder["osv"]], null, new CollectingLog(), cancellation: TestContext.Current.CancellationToken);
        return _folder["stores"];
    }
}
