using CsCheck;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets;

public sealed class TextStretchesTests
{
    private static readonly Gen<byte[]> Programs = Gen.OneOf(Gen.Byte, Gen.Const((byte)0), Gen.Byte[32, 126]).Array[0, 30]
        .Select(Gen.Int[0, 40], (bytes, run) => bytes.Concat(Enumerable.Repeat((byte)'x', run)))
        .Array[0, 12].Select(parts => parts.SelectMany(bytes => bytes).ToArray());

    [Fact]
    public void Holds_every_run_of_text_however_the_file_is_cut() => Gen.Select(Programs, Gen.Int[1, 300]).Sample((program, length) =>
    {
        var seen = Seen(program, length);
        return RunsIn(program).All(run => Enumerable.Range(run.From, run.To - run.From).All(seen.Contains));
    });

    [Fact]
    public void Goes_through_no_place_twice() => Gen.Select(Programs, Gen.Int[1, 300]).Sample((program, length) =>
    {
        var seen = Seen(program, length);
        return seen.SequenceEqual(seen.Distinct().Order());
    });

    [Fact]
    public void Passes_over_what_holds_no_text()
    {
        byte[] program = [.. new byte[1000], .. Enumerable.Repeat((byte)'x', TextStretches.ShortestRun), .. new byte[1000]];

        Assert.InRange(Seen(program, program.Length).Count, TextStretches.ShortestRun, 80);
    }

    private static List<int> Seen(byte[] program, int length)
    {
        var seen = new List<int>();
        for (int from = 0; from < program.Length; from += length)
        {
            var stretches = new TextStretches(program, from, Math.Min(from + length, program.Length));
            while (stretches.MoveNext()) seen.AddRange(Enumerable.Range(stretches.Current.From, stretches.Current.To - stretches.Current.From));
        }
        return seen;
    }

    private static IEnumerable<(int From, int To)> RunsIn(byte[] program)
    {
        for (int from = 0, to; from < program.Length; from = to + 1)
        {
            for (to = from; to < program.Length && program[to] is >= 32 and <= 126;) to++;
            if (to - from >= TextStretches.ShortestRun) yield return (from, to);
        }
    }
}
