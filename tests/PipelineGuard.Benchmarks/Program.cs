using BenchmarkDotNet.Running;

namespace PipelineGuard.Benchmarks;

/// <summary>Runs the benchmarks named on the command line: <c>--filter '*Cataloger*'</c>; <c>--job Dry</c> only shows that they work.</summary>
internal static class Program
{
    public static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
