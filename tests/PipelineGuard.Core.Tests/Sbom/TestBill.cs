using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Sbom.Reading;

namespace PipelineGuard.Sbom;

/// <summary>Reports whose bills of materials show everything that one can hold.</summary>
internal static class TestBill
{
    private static readonly DateTimeOffset Made = new(2026, 11, 20, 8, 30, 0, TimeSpan.Zero);

    /// <summary>An image with layers, licences of every sort, a digest, dependencies, and one package in two places.</summary>
    public static ScanReport Image { get; } = new()
    {
        ToolVersion = "0.1.0",
        Verdict = Verdict.Pass,
        Targets =
        [
            new("/tmp/somewhere/shop.tar", "docker-archive")
            {
                LogicalName = "shop",
                Digest = "sha256:" + new string('c', 64),
                Platform = "linux/amd64",
                Created = Made,
                Distribution = new("debian", "12") { PrettyName = "Debian GNU/Linux 12 (bookworm)", Codename = "bookworm" },
                Layers = [Layer(0, "ADD rootfs.tar /"), Layer(1, "COPY app /app # buildkit")],
                Packages =
                [
                    Deb("bash", "5.2.15-2+b2", "libc6") with { SourceVersion = "5.2.15-2" },
                    Deb("libc6", "2.36-9+deb12u3") with { SourceName = "glibc" },
                    Deb("passwd", "1:4.13+dfsg1-1", "libc6", "bash") with { SourceName = "shadow" },
                    Npm("app/node_modules/@babel/core", "@babel/core", "7.22.5", "ms") with { Licenses = ["(MIT OR Apache-2.0)"] },
                    Npm("app/node_modules/ms", "ms", "2.1.2") with { Licenses = ["mit"] },
                    Npm("tools/node_modules/ms", "ms", "2.1.2") with { Licenses = ["The \"Tea\" Licence, v1", "BSD-3-Clause"] },
                    new(PackageType.NuGet, "System.Text.Json", "8.0.0") { FoundIn = ImagePath.Of("app/Shop.deps.json"), Layer = 1, SupersededBy = "pkg:nuget/Microsoft.NETCore.App.Ref@10.0.0" },
                    new(PackageType.NuGet, "Newtonsoft.Json", "13.0.1")
                    {
                        FoundIn = ImagePath.Of("app/Shop.deps.json"),
                        Layer = 1,
                        Integrity = "sha512-" + Convert.ToBase64String(Enumerable.Repeat((byte)0xab, 64).ToArray()),
                    },
                    new(PackageType.PyPI, "Flask_Login", "0.6.3") { FoundIn = ImagePath.Of("opt/lib/Flask_Login-0.6.3.dist-info/METADATA"), Layer = 1, Licenses = ["LicenseRef-Own", "GPL-2"] },
                ],
            },
        ],
    };

    /// <summary>Two images, one read in part and without a distribution, and a Dockerfile.</summary>
    public static ScanReport Several { get; } = Image with
    {
        Targets =
        [
            .. Image.Targets,
            Image.Targets[0] with
            {
                Name = "api.tar",
                LogicalName = "api",
                Digest = null,
                Distribution = null,
                Created = null,
                Packages = [Deb("libc6", "2.36-9+deb12u3"), Deb("libc6", "2.36-9+deb12u3") with { FoundIn = ImagePath.Of("var/lib/dpkg/status.d/libc6") }],
                Layers = [new LayerReport(new LayerFacts(0, null), 1, 1, Complete: false)],
            },
            new TargetReport("Dockerfile", "dockerfile") { LogicalName = "Dockerfile" },
        ],
    };

    /// <summary>The reports by name.</summary>
    public static Dictionary<string, ScanReport> All { get; } = new() { ["image"] = Image, ["several"] = Several, ["nothing"] = Image with { Targets = [] } };

    /// <summary>Reads a bill as a scan does.</summary>
    public static (Inventory Inventory, List<ScanProblem> Problems) Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a bill as a scan does.</summary>
    public static (Inventory Inventory, List<ScanProblem> Problems) Read(byte[] bytes)
    {
        var log = new ProblemList();
        var inventory = BomReader.Read(bytes, "bom.json", ImagePath.Of("bom.json"), log).Finish(log);
        return (inventory, log.Problems);
    }

    private static LayerReport Layer(int index, string createdBy) => new(new LayerFacts(index, $"sha256:{new string((char)('a' + index), 64)}") { CreatedBy = createdBy }, 1, 1, Complete: true);

    private static Package Deb(string name, string version, params string[] needs) => new(PackageType.Deb, name, version)
    {
        Architecture = "amd64",
        FoundIn = ImagePath.Of("var/lib/dpkg/status"),
        Layer = 0,
        DependsOn = [.. needs],
    };

    private static Package Npm(string folder, string name, string version, params string[] needs) =>
        new(PackageType.Npm, name, version) { FoundIn = ImagePath.Of(folder + "/package.json"), Layer = 1, DependsOn = [.. needs] };
}
