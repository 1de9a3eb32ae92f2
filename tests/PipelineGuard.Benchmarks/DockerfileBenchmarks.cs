using System.Text;
using BenchmarkDotNet.Attributes;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules;

namespace PipelineGuard.Benchmarks;

/// <summary>
/// Judging Dockerfiles with all rules: 1,000 of them in at most 1 s on two cores, and one of 10 MB in a time that is linear to its size and
/// with at most ten times its size in memory.
/// </summary>
[MemoryDiagnoser]
public class DockerfileBenchmarks
{
    /// <summary>A stage as people write it, with a few findings.</summary>
    internal const string Stage = """
        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        WORKDIR /src
        COPY *.csproj ./
        RUN --mount=type=cache,target=/root/.nuget dotnet restore
        COPY . .
        RUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1 \
            && rm -rf /var/lib/apt/lists/* \
            && curl -fsSL "https://example.com/tool-$VERSION.tar.gz" | tar -xz -C /opt
        ENV PATH=/opt/tool:$PATH LANG=C.UTF-8
        ENTRYPOINT ["dotnet", "app.dll"]

        """;

    private byte[] _small = [];
    private byte[] _large = [];

    [GlobalSetup]
    public void Build()
    {
        _small = Encoding.UTF8.GetBytes(Stage);
        _large = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Stage, (10 << 20) / Stage.Length)));
    }

    /// <summary>A thousand files of usual size, on all cores.</summary>
    [Benchmark]
    public void ThousandFiles() => Parallel.For(0, 1_000, _ => Check(_small));

    /// <summary>One file of 10 MB, from bytes to findings.</summary>
    [Benchmark]
    public int LargeFile() => Check(_large);

    /// <summary>The part of it that is reading the tree.</summary>
    [Benchmark]
    public int LargeFileTree() => Dockerfile.Parse(_large).Instructions.Length;

    private static int Check(byte[] bytes) => DockerfileChecker.Check(Dockerfile.Parse(bytes), DockerfileContext.Empty, null).Length;
}
