using BenchmarkDotNet.Attributes;
using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Vulnerabilities;

namespace PipelineGuard.Benchmarks;

/// <summary>
/// Matching the packages of an image with real advisories, opening and verifying the stores included: 1,000 packages in at most
/// 50 ms, 50,000 in at most 2 s. Every third package is one that advisories name, which is more than real images have.
/// Needs the data that PIPELINEGUARD_SHARED names.
/// </summary>
[MemoryDiagnoser]
public class AdvisoryBenchmarks : IScanLog
{
    private static readonly VulnerabilityTarget Target = new("image", new("debian", "12"), _ => null, package => package.Name);
    private readonly string _folder = Directory.CreateTempSubdirectory("pipelineguard-benchmark").FullName;
    private Package[] _packages = [];

    /// <summary>Packages installed in the image.</summary>
    [Params(1_000, 50_000)]
    public int Packages { get; set; }

    /// <summary>CVEs that have an EPSS score: none, or as many as there are.</summary>
    [Params(0, 300_000)]
    public int Predictions { get; set; }

    [GlobalSetup]
    public void Build()
    {
        if (Predictions > 0) PredictionStore.Write(_folder, Scores(Predictions), null);
        new AdvisoryDatabase(_folder).BuildAsync([Export], null, this).GetAwaiter().GetResult();
        var named = PackageType.All.SelectMany(Named).ToArray();
        _packages = [.. Enumerable.Range(0, Packages).Select(i => Installed(named[i * 7 % named.Length], i))];
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    /// <summary>Opens the stores of four ecosystems and finds the vulnerabilities.</summary>
    [Benchmark]
    public int OpenAndMatch()
    {
        using var library = new AdvisoryLibrary(new(_folder), this);
        return VulnerabilityDetector.Detect(_packages, Target, library, this).Length;
    }

    /// <summary>The part of it that is mapping the stores and verifying their hashes.</summary>
    [Benchmark]
    public int OpenOnly()
    {
        using var library = new AdvisoryLibrary(new(_folder), this);
        foreach (var ecosystem in (string[])["Debian", "NuGet", "npm", "PyPI"]) library.Open(ecosystem, null);
        library.RatingsOf("CVE-2021-44228");
        return library.Used.Length;
    }

    // The CVEs of 30 years, 10,000 a year.
    private static PredictionTable Scores(int count)
    {
        var rows = new SortedDictionary<uint, (uint, uint)>();
        for (int i = 0; i < count; i++)
        {
            if (CveNumber.TryPack(FormattableString.Invariant($"CVE-{1999 + i / 10_000}-{i % 10_000:0000}"), out uint cve)) rows[cve] = ((uint)i, (uint)i);
        }
        return new(new(2026, 1, 1), "made", rows);
    }

    void IScanLog.Report(ScanProblem problem)
    {
        // Versions that cannot be compared are part of the work; nobody reads them here.
    }

    private static string Export => Environment.GetEnvironmentVariable("PIPELINEGUARD_SHARED") is { } shared
        ? Path.Combine(shared, "data", "osv")
        : throw new InvalidOperationException("PIPELINEGUARD_SHARED must name the folder that has data/osv.");

    // The packages that advisories name, each at a version that one of them fixed.
    private IEnumerable<(PackageType Type, string Name, string Version)> Named(PackageType type)
    {
        var ecosystem = type.OsvEcosystem ?? (type == PackageType.Deb ? "Debian" : "Alpine");
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var zip = File.OpenRead(Path.Combine(Export, ecosystem, "all.zip"));
        new OsvArchive(OsvLimits.Default, this).Read(zip, ecosystem, record => Collect(record, ecosystem, versions), CancellationToken.None);
        return versions.Select(version => (type, version.Key, version.Value));
    }

    private static void Collect(OsvRecord record, string ecosystem, SortedDictionary<string, string> versions)
    {
        foreach (var affected in record.Affected.Where(affected => affected.Ecosystem == ecosystem && affected.Versions.Release is null or "12"))
        {
            var fixes = affected.Versions.Ranges.SelectMany(range => range.Events).Where(at => at.Kind == VersionEventKind.Fixed);
            if (fixes.Select(at => at.Version).FirstOrDefault() is { } version) versions[affected.Package] = version;
        }
    }

    private static Package Installed((PackageType Type, string Name, string Version) named, int number) =>
        new(named.Type, number % 3 == 0 ? named.Name : $"{named.Name}-{number}", named.Version) { FoundIn = ImagePath.Of($"usr/lib/{number}") };
}
