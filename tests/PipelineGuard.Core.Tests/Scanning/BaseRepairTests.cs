using PipelineGuard.Advisories;
using PipelineGuard.Images.Building;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Json;

namespace PipelineGuard.Scanning;

/// <summary>From a newer tag in a registry by way of the report to the Dockerfile or project as <c>fix</c> leaves it.</summary>
public sealed class BaseRepairTests : IDisposable
{
    private const string NameKey = "org.opencontainers.image.base.name";
    private const string Vulnerable = "3.1.4-r0", Fixed = "3.1.4-r5";
    private readonly FakeRegistry _registry = new(OciLayoutWriter.Write(Base(Vulnerable)));
    private readonly TemporaryFolder _folder = new();
    private readonly string _new, _old;

    public BaseRepairTests()
    {
        _old = _registry.Push("1.0", OciLayoutWriter.Write(Base(Vulnerable)));
        _new = _registry.Push("1.2", OciLayoutWriter.Write(Base(Fixed)));
        _registry.List("1.0", "1.2");
    }

    private string Image => _registry.Image[..^":1.0".Length];

    public static TheoryData<string, string, string, string> Rows => new()
    {
        // what | Dockerfile | afterwards | what the plan says besides
        { "a name", "FROM IMAGE:1.0 AS app", "FROM IMAGE:1.2 AS app", "" },
        { "a name in quotes", "FROM \"IMAGE:1.0\"", "FROM \"IMAGE:1.2\"", "" },
        { "with a digest", "FROM IMAGE:1.0@OLD", "FROM IMAGE:1.2@NEW", "" },
        { "a version in a variable", "ARG VERSION=1.0\nFROM IMAGE:${VERSION}", "ARG VERSION=1.2\nFROM IMAGE:${VERSION}", "by the value of VERSION (Dockerfile(1,13))" },
        { "a version in quotes", "ARG A=x VERSION=\"1.0\"\nFROM IMAGE:$VERSION", "ARG A=x VERSION=\"1.2\"\nFROM IMAGE:$VERSION", "by the value of VERSION (Dockerfile(1,18))" },
        { "a variable in a variable", "ARG MINOR=0\nARG VERSION=1.$MINOR\nFROM IMAGE:$VERSION", "ARG MINOR=2\nARG VERSION=1.$MINOR\nFROM IMAGE:$VERSION", "by the value of MINOR (Dockerfile(1,11))" },
        { "all in a variable", "ARG BASE=IMAGE:1.0@OLD\nFROM ${BASE}", "ARG BASE=IMAGE:1.2@NEW\nFROM ${BASE}", "by the value of BASE (Dockerfile(1,10))" },
        { "two variables", "ARG IMAGE=IMAGE\nARG VERSION=1.0\nFROM ${IMAGE}:${VERSION}", "ARG IMAGE=IMAGE\nARG VERSION=1.2\nFROM ${IMAGE}:${VERSION}", "by the value of VERSION (Dockerfile(2,13))" },
        { "a default in place", "FROM IMAGE:${VERSION:-1.0}", "FROM IMAGE:${VERSION:-1.2}", "by the value of VERSION (Dockerfile(1," },
        { "an argument without a default", "ARG VERSION\nFROM IMAGE:${VERSION:-1.0}", "ARG VERSION\nFROM IMAGE:${VERSION:-1.2}", "by the value of VERSION (Dockerfile(2," },
        { "the last of two", "ARG VERSION=0.9\nARG VERSION=1.0\nFROM IMAGE:$VERSION", "ARG VERSION=0.9\nARG VERSION=1.2\nFROM IMAGE:$VERSION", "by the value of VERSION (Dockerfile(2,13))" },
        { "below another stage", "ARG VERSION=1.0\nFROM IMAGE:$VERSION AS base\nFROM base", "ARG VERSION=1.2\nFROM IMAGE:$VERSION AS base\nFROM base", "by the value of VERSION" },
        { "tag and digest apart", "ARG VERSION=1.0\nARG DIGEST=OLD\nFROM IMAGE:$VERSION@$DIGEST", "ARG VERSION=1.2\nARG DIGEST=NEW\nFROM IMAGE:$VERSION@$DIGEST", "by the value of VERSION (Dockerfile(1,13)) and the value of DIGEST (Dockerfile(2,12))" },
        { "a digest in a variable", "ARG DIGEST=OLD\nFROM IMAGE:1.0@$DIGEST", "ARG DIGEST=NEW\nFROM IMAGE:1.2@$DIGEST", "by the value of DIGEST (Dockerfile(1,12))" },
        { "a digest's number in a variable", "ARG V=1.0\nARG HEX=BARE\nFROM IMAGE:${V}@sha256:${HEX}", "ARG V=1.2\nARG HEX=HASH\nFROM IMAGE:${V}@sha256:${HEX}", "by the value of V (Dockerfile(1,7)) and the value of HEX" },
    };

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Theory, MemberData(nameof(Rows))]
    public async Task Takes_the_newer_tag(string what, string dockerfile, string after, string says)
    {
        var report = await ScanAsync(Written(dockerfile), []);

        Assert.NotEmpty(what);
        var remedy = RemedyPlan.Of(report).Remedies[0];
        Assert.Contains($"Take {Image}:1.2 as base image", remedy.Action, StringComparison.Ordinal);
        Assert.Contains(says, remedy.Action, StringComparison.Ordinal);
        Assert.Equal(after == dockerfile, remedy.Edit is null);
        Assert.Equal(Written(after) + "\nCOPY x /app\n", Fix(report, "Dockerfile"));
        Assert.Equal(remedy.Edit is not null, Sarif(report).Contains("\"fixes\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_when_a_build_may_take_no_notice()
    {
        const string Doubt = "a build that is given another VERSION takes no notice of it";
        _registry.List("1.2");
        var text = Written("ARG VERSION=1.0\nFROM IMAGE:$VERSION");

        // The layers are those of the tag that the default names, so the build took it.
        Assert.DoesNotContain(Doubt, RemedyPlan.Of(await ScanAsync(text, [])).Remedies[0].Action, StringComparison.Ordinal);
        _registry.Push("1.0", OciLayoutWriter.Write(Base(Vulnerable).With("usr/share/x", "another one by now")));
        Assert.Contains(Doubt, RemedyPlan.Of(await ScanAsync(text, [])).Remedies.First(remedy => remedy.Edit is not null).Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_a_default_alone_that_the_build_replaced()
    {
        var text = Written("ARG VERSION=0.9\nFROM IMAGE:$VERSION\nARG VERSION\nRUN make");

        var report = await ScanAsync(text, [], Base(Vulnerable).Layer("RUN |1 VERSION=1.0 /bin/sh -c make # buildkit").With("app/y", "y"));

        Assert.Equal($"{Image}:1.0", report.Targets[0].Base!.Name);
        Assert.Null(RemedyPlan.Of(report).Remedies[0].Edit);
        Assert.Equal(text + "\nCOPY x /app\n", Fix(report, "Dockerfile"));
    }

    [Fact]
    public async Task Writes_the_new_digest_of_the_tag_in_use()
    {
        var digest = _registry.Push("1.0", OciLayoutWriter.Write(Base(Fixed).With("usr/share/x", "rebuilt")));
        _registry.List("1.0");

        var report = await ScanAsync(Written("FROM IMAGE:1.0@OLD"), []);

        Assert.Equal($"Take {Image}:1.0 as it is today, by its new digest", RemedyPlan.Of(report).Remedies[0].Action);
        Assert.Equal($"FROM {Image}:1.0@{digest}\nCOPY x /app\n", Fix(report, "Dockerfile"));
    }

    [Fact]
    public async Task Takes_an_image_of_a_folder_by_the_name_that_is_recorded_in_it()
    {
        using var newer = Base(Fixed).Named($"{Image}:1.2").AsDockerArchive();

        var report = await ScanAsync(Written("FROM IMAGE:1.0"), [], newer: newer.Path);

        Assert.Equal(Written("FROM IMAGE:1.2\nCOPY x /app\n"), Fix(report, "Dockerfile"));
    }

    [Theory]
    [InlineData("<ContainerBaseImage>IMAGE:1.0</ContainerBaseImage>", "<ContainerBaseImage>IMAGE:1.2</ContainerBaseImage>")]
    [InlineData("<V>1.0</V><ContainerBaseImage>IMAGE:$(V)</ContainerBaseImage>", "<V>1.2</V><ContainerBaseImage>IMAGE:$(V)</ContainerBaseImage>")]
    [InlineData("<ContainerBaseImage>IMAGE:0.9</ContainerBaseImage>", "<ContainerBaseImage>IMAGE:0.9</ContainerBaseImage>")]
    [InlineData("<ContainerBaseImage>IMAGE:$(Nowhere)</ContainerBaseImage>", "<ContainerBaseImage>IMAGE:$(Nowhere)</ContainerBaseImage>")]
    public async Task Takes_the_newer_tag_in_a_project(string properties, string after)
    {
        string Project(string text) => $"<Project>\n  <PropertyGroup>\n    {Written(text)}\n  </PropertyGroup>\n</Project>\n";
        File.WriteAllText(_folder["Shop.csproj"], Project(properties));

        var report = await ScanSdkAsync($"{Image}:1.0");

        Assert.Equal(Project(after), Fix(report, "Shop.csproj"));
    }

    [Fact]
    public async Task Takes_the_newer_family()
    {
        _registry.Push("1.0-alpine3.18", OciLayoutWriter.Write(Base(Vulnerable)));
        _registry.Push("1.0-alpine3.19", OciLayoutWriter.Write(Base(Fixed)));
        _registry.List("1.0-alpine3.18", "1.0-alpine3.19");
        File.WriteAllText(_folder["Shop.csproj"], "<Project />");
        File.WriteAllText(_folder["Directory.Build.props"], "<Project><PropertyGroup><ContainerFamily>alpine3.18</ContainerFamily></PropertyGroup></Project>");

        var report = await ScanSdkAsync($"{Image}:1.0-alpine3.18");

        Assert.Equal("<Project><PropertyGroup><ContainerFamily>alpine3.19</ContainerFamily></PropertyGroup></Project>", Fix(report, "Directory.Build.props"));
    }

    private string Written(string text) => text.Replace("IMAGE:", Image + ":", StringComparison.Ordinal).Replace("=IMAGE", "=" + Image, StringComparison.Ordinal).Replace("OLD", _old, StringComparison.Ordinal).Replace("NEW", _new, StringComparison.Ordinal)
        .Replace("BARE", _old["sha256:".Length..], StringComparison.Ordinal).Replace("HASH", _new["sha256:".Length..], StringComparison.Ordinal);

    private string Fix(ScanReport report, string file)
    {
        using (var writer = new StreamWriter(_folder["report.json"])) JsonReport.Write(report, writer);
        ReportRepair.Run(_folder["report.json"], _folder.Path, write: true);
        return File.ReadAllText(_folder[file]);
    }

    private static string Sarif(ScanReport report)
    {
        using var writer = new StringWriter();
        Reporting.Sarif.SarifReport.Write(report, writer);
        return writer.ToString();
    }

    private static TestImage Base(string openssl) => TestImage.Alpine().With("lib/apk/db/installed", TestImage.ApkEntry("openssl", openssl)).EmptyHistory("CMD [\"/bin/sh\"]");

    private Task<ScanReport> ScanSdkAsync(string name) => ScanAsync(
        new GuardOptions { Source = _folder["Shop.csproj"], NewerBases = ["registry"] },
        Base(Vulnerable).Layer(".NET SDK, Version 10.0.100").With("app/x", "x").Config(config => config with { Labels = new Dictionary<string, string> { [NameKey] = name } }));

    private Task<ScanReport> ScanAsync(string dockerfile, Dictionary<string, string> labels, TestImage? image = null, string newer = "registry")
    {
        File.WriteAllText(_folder["Dockerfile"], dockerfile + "\nCOPY x /app\n");
        return ScanAsync(new GuardOptions { Dockerfile = _folder["Dockerfile"], NewerBases = [newer] }, (image ?? Base(Vulnerable)).Layer("COPY x /app # buildkit").With("app/x", "x").Config(config => config with { Labels = labels }));
    }

    private async Task<ScanReport> ScanAsync(GuardOptions options, TestImage image)
    {
        Directory.CreateDirectory(_folder[".git"]);
        using var guard = await GuardRun.WithStoreAsync();
        using var app = image.AsDockerArchive();
        return (await Guard.RunAsync(options with { Targets = [app.Path], Outputs = [], Database = guard.Stores, Offline = true, Cache = false }, new SilentLog(), new FixedTime(guard.Now), TestContext.Current.CancellationToken)).Report;
    }
}
