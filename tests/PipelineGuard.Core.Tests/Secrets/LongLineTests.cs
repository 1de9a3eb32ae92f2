using System.Text;

namespace PipelineGuard.Secrets;

/// <summary>A line may be as long as a file; what it needs is measured while no other test runs, because memory is counted for the whole process.</summary>
[Collection(nameof(LongLineTests))]
[CollectionDefinition(nameof(LongLineTests), DisableParallelization = true)]
public sealed class LongLineTests
{
    private const int Megabyte = 1 << 20;

    private static readonly string Token = new SampleText(9).Expand("ghp_{alnum:30}{crc62:6}");

    [Fact]
    public void A_line_of_fifty_megabytes_is_searched_to_its_end_in_memory_that_does_not_grow()
    {
        var inspector = new SecretInspector();
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("function(e,t){return e.token=t.password||\"\"};", Megabyte / 44 + 1)))[..Megabyte];
        inspector.Begin("app/bundle.min.js", 50L * Megabyte + Token.Length + 2, block.AsSpan(0, 512));
        inspector.Append(block);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int i = 1; i < 50; i++) inspector.Append(block);

        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        inspector.Append(Encoding.ASCII.GetBytes($";'{Token}'"[..^1]));
        var hit = Assert.Single(inspector.Finish());
        Assert.Equal(("PGS100", 1, (50 * Megabyte) + 3), (hit.Rule.Id, hit.Line, hit.Column));
        Assert.InRange(kept, long.MinValue, 20 * Megabyte);
    }
}
