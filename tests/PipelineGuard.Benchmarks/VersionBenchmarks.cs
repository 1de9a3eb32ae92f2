using BenchmarkDotNet.Attributes;
using PipelineGuard.Advisories.Cvss;
using PipelineGuard.Versions;

namespace PipelineGuard.Benchmarks;

/// <summary>Orders one pair of versions of each scheme, as matching does for each advisory of a package.</summary>
[MemoryDiagnoser]
public class VersionBenchmarks
{
    private IVersionScheme _versions = VersionSchemes.All[0];
    private (string Left, string Right) _pair;

    /// <summary>The scheme measured.</summary>
    [Params("alpine", "debian", "nuget", "pep440", "rpm", "semver")]
    public string Scheme { get; set; } = "";

    [GlobalSetup]
    public void Choose()
    {
        _versions = VersionSchemes.For(Scheme);
        _pair = Scheme switch
        {
            "alpine" => ("3.1.4-r5", "3.1.4-r6"),
            "debian" => ("1:9.2p1-2+deb12u2", "1:9.2p1-2+deb12u3"),
            "nuget" => ("8.0.0-rc.1.23419.4", "8.0.0-rc.2.23479.6"),
            "pep440" => ("1.26.17", "1.26.18rc1"),
            "rpm" => ("1:3.0.7-16.el9_2", "1:3.0.7-18.el9_2"),
            _ => ("4.17.20", "4.17.21-beta.2"),
        };
    }

    [Benchmark]
    public int Compare() => _versions.Compare(_pair.Left, _pair.Right);

    [Benchmark]
    public bool IsValid() => _versions.IsValid(_pair.Left);
}

/// <summary>Reads and scores one vector of each CVSS version, as building a store does for each advisory.</summary>
[MemoryDiagnoser]
public class CvssBenchmarks
{
    [Params(
        "AV:N/AC:L/Au:N/C:P/I:P/A:P",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H",
        "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U")]
    public string Vector { get; set; } = "";

    [Benchmark]
    public double Score() => CvssVector.TryParse(Vector, out var cvss) ? cvss.BaseScore : -1;
}
