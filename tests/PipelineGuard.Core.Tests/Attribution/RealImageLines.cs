using System.Globalization;
using System.Runtime.CompilerServices;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Scanning;

namespace PipelineGuard.Attribution;

/// <summary>
/// Images that real builders made of <c>Attribution/Dockerfiles</c> and <c>Attribution/Projects</c> (<c>.ci/attribution-images</c>). Packages of the former are
/// called after the line that should be found: <c>l7</c> is line 7, <c>from</c> the <c>FROM</c> at the bottom, <c>gone</c> has no line in the file any more. In
/// project files, <c>truth: A B</c> stands in the line that should be found for the packages A and B.
/// </summary>
public sealed class RealImageLines : IDisposable
{
    private const double LeastRight = 0.98;

    // One layer of everything and a history that tells of its last step: what stands where only the build knows cannot be told apart.
    private const double LeastRightOfSingle = 0.92;
    private const string Single = ".single.tar";
    private const string Published = ".published.tar";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Finds_the_right_line_and_is_never_sure_of_a_wrong_one()
    {
        var archives = Directory.EnumerateFiles(Images(), "*.tar").Where(archive => !archive.EndsWith(Published, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var builders = archives.GroupBy(archive => Path.GetFileName(archive).Split('.')[1]).ToDictionary(kind => kind.Key, kind => kind.Count());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", builders.Select(kind => $"{kind.Value} of {kind.Key}")));
        Assert.All((string[])["docker", "buildkit", "kaniko", "single"], kind => Assert.True(builders.GetValueOrDefault(kind) >= 12, kind));

        var layered = await JudgeAsync("images of Dockerfiles", archives.Where(archive => !archive.EndsWith(Single, StringComparison.Ordinal)), LeastRight);
        var single = await JudgeAsync("images of one snapshot", archives.Where(archive => archive.EndsWith(Single, StringComparison.Ordinal)), LeastRightOfSingle);
        Judge($"{archives.Count} images of all kinds", layered.Right + single.Right, [.. layered.Wrong, .. single.Wrong], []);
    }

    private async Task<(int Right, List<string> Wrong)> JudgeAsync(string what, IEnumerable<string> archives, double least)
    {
        var store = await StoreAsync();
        var (right, wrong, sureAndWrong, images) = (0, new List<string>(), new List<string>(), 0);
        foreach (var archive in archives)
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

        Judge($"{images} {what}", right, wrong, sureAndWrong, least);
        return (right, wrong);
    }

    [Fact]
    public async Task Finds_the_line_of_the_project_behind_what_the_SDK_published()
    {
        var (right, wrong, sureAndWrong, images) = (0, new List<string>(), new List<string>(), 0);
        var archives = Directory.EnumerateFiles(Images(), "*" + Published).Order(StringComparer.Ordinal).ToList();
        var truths = archives.ToDictionary(archive => archive, archive => Truth(ProjectOf(archive)));
        var store = await StoreAsync(("NuGet", truths.Values.SelectMany(truth => truth.Keys).Except(["from"])), ("npm", ["from"]));
        foreach (var archive in archives)
        {
            images++;
            var truth = truths[archive];
            var options = new GuardOptions { Targets = [archive], Source = ProjectOf(archive), Outputs = [], Database = store, Offline = true, Cache = false };
            var found = (await Guard.RunAsync(options, new SilentLog(), TestContext.Current.CancellationToken)).Report.Findings.Where(finding => finding.Package is not null).ToList();
            foreach (var missed in truth.Keys.Except(found.Select(finding => finding.Package!.Name))) wrong.Add($"{Path.GetFileName(archive)}: no finding for {missed}");
            foreach (var finding in found)
            {
                var (file, line) = truth[finding.Package!.Name];
                bool isRight = finding.Location.Kind == LocationKind.Source && finding.Location.Line == line && finding.Location.Path.EndsWith(file, StringComparison.Ordinal);
                var text = $"{Path.GetFileName(archive)}: {finding.Package.Name} at {finding.Location}, {finding.Attribution?.Method} {finding.Attribution?.Confidence}, not {file}({line})";
                if (isRight) right++;
                else wrong.Add(text);
                if (!isRight && finding.Attribution is { Confidence: AttributionConfidence.High }) sureAndWrong.Add(text);
            }
        }

        Assert.True(images >= 8, $"{images} images");
        Judge($"{images} images of projects", right, wrong, sureAndWrong);
    }

    private static void Judge(string images, int right, List<string> wrong, List<string> sureAndWrong, double least = LeastRight)
    {
        double share = (double)right / (right + wrong.Count);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{images}, {right} of {right + wrong.Count} findings at the right line ({share:P1}), {sureAndWrong.Count} at a wrong one with high confidence"));
        Assert.True(sureAndWrong.Count == 0, string.Join('\n', sureAndWrong));
        Assert.True(share >= least, string.Join('\n', wrong));
    }

    private static string ProjectOf(string archive) => archive[..^Published.Length] + ".project";

    private static Dictionary<string, (string File, int Line)> Truth(string project)
    {
        const string Mark = "<!-- truth: ";
        var truth = new Dictionary<string, (string, int)>();
        foreach (var file in Directory.EnumerateFiles(project, "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".csproj" or ".props"))
        {
            foreach (var (at, line) in File.ReadLines(file).Index())
            {
                if (line.IndexOf(Mark, StringComparison.Ordinal) is not (>= 0 and var start)) continue;
                foreach (var package in line[(start + Mark.Length)..line.LastIndexOf(" -->", StringComparison.Ordinal)].Split(' ')) truth[package] = (Path.GetRelativePath(project, file), at + 1);
            }
        }
        return truth;
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
        var options = new GuardOptions { Targets = [archive], Dockerfile = dockerfile, Outputs = [], Database = store, Offline = true, Cache = false };
        var result = await Guard.RunAsync(options, new SilentLog(), TestContext.Current.CancellationToken);
        return result.Report.Findings.Where(finding => finding.Package is not null);
    }

    private Task<string> StoreAsync() => StoreAsync(("npm", Enumerable.Range(2, 40).Select(line => $"l{line}").Concat(["from", "gone", "gone2"])));

    private async Task<string> StoreAsync(params (string Ecosystem, IEnumerable<string> Names)[] packages)
    {
        foreach (var (ecosystem, names) in packages)
            OsvExport.Put(_folder["osv"], ecosystem, [.. names.Distinct().Select((name, at) => ($"A-{at}.json", OsvExport.Record($"GHSA-{at:0000}-line-aaaa", ecosystem, name, "99.0.0")))]);
        await new AdvisoryDatabase(_folder["stores"]).BuildAsync([_folder["osv"]], null, new CollectingLog(), cancellation: TestContext.Current.CancellationToken);
        return _folder["stores"];
    }
}
