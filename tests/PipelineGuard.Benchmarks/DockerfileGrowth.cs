using System.Globalization;
using System.Text;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Syntax;
using Rules = PipelineGuard.Dockerfiles.Rules;

namespace PipelineGuard.Benchmarks;

/// <summary>
/// Shows that the time to judge a Dockerfile grows linearly with its size: files of 2.5, 5 and 10 MB of two shapes, and the ratio of each time
/// to the one before, which is 2 when it does. Times are those of the processor, so that a busy machine does not spoil them. The largest file is
/// also judged rule by rule: those that allocate most, a figure that never varies, come first.
/// </summary>
internal static class DockerfileGrowth
{
    private const int DearestRules = 12;

    private static readonly double[] Megabytes = [2.5, 5, 10];

    // One stage of many instructions, and many stages: what grows differs, and with it the rules that could be quadratic.
    private static readonly (string Name, string Head, string Repeated)[] Shapes =
    [
        ("one stage", "FROM debian:12.5\n", "RUN apt-get update && apt-get install -y curl && curl -fsSL https://example.com/a | tar -x\n"),
        ("many stages", "", DockerfileBenchmarks.Stage),
    ];

    /// <summary>Prints the table and returns 0, or 1 when some time grew by more than three for twice the size.</summary>
    public static int Run()
    {
        bool linear = true;
        Judge(Make(Shapes[0], 0.1));
        Judge(Make(Shapes[1], 0.1));
        foreach (var shape in Shapes)
        {
            double before = 0;
            foreach (double size in Megabytes)
            {
                var (seconds, findings) = Best(Make(shape, size));
                var ratio = before == 0 ? "" : (seconds / before).ToString("0.00", CultureInfo.InvariantCulture) + " x the one before";
                Print($"{shape.Name,-12} {size,5:0.0} MB {seconds,6:0.00} s {findings,9} findings  {ratio}");
                if (before > 0 && seconds > 3 * before) linear = false;
                before = seconds;
            }
            PrintDearest(Make(shape, Megabytes[^1]));
        }
        return linear ? 0 : 1;
    }

    private static byte[] Make((string Name, string Head, string Repeated) shape, double megabytes) =>
        Encoding.UTF8.GetBytes(shape.Head + string.Concat(Enumerable.Repeat(shape.Repeated, (int)(megabytes * (1 << 20)) / shape.Repeated.Length)));

    private static (double Seconds, int Findings) Best(byte[] bytes)
    {
        var times = new List<double>();
        int findings = 0;
        for (int i = 0; i < 2; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            findings = Judge(bytes);
            times.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }
        return (times.Min(), findings);
    }

    private static int Judge(byte[] bytes) => Rules.DockerfileChecker.Check(Dockerfile.Parse(bytes), DockerfileContext.Empty, null).Length;

    private static void PrintDearest(byte[] bytes)
    {
        var (file, tree) = Measure(() => Dockerfile.Parse(bytes));
        var (commands, scripts) = Measure(() => file.All<CommandInstruction>().Sum(instruction => instruction.Script.Commands.Length));
        Print($"    {"tree",-34} {tree,6} MB");
        Print($"    {"shell scripts",-34} {scripts,6} MB {commands,9} commands");
        var rules = from rule in Rules.DockerfileRules.All
                    let cost = Measure(() => rule.Check(file, DockerfileContext.Empty).Count())
                    orderby cost.Megabytes descending
                    select (Name: $"{rule.Info.Id} {rule.GetType().Name}", cost.Megabytes, Findings: cost.Result);
        foreach (var row in rules.Take(DearestRules)) Print($"    {row.Name,-34} {row.Megabytes,6} MB {row.Findings,9} findings");
    }

    private static (T Result, long Megabytes) Measure<T>(Func<T> work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var result = work();
        return (result, (GC.GetAllocatedBytesForCurrentThread() - before) >> 20);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
