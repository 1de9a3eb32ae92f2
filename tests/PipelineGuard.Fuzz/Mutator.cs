using System.Text;

#pragma warning disable RS0030 // Random with a seed: the results are the same for the same seed.

namespace PipelineGuard.Fuzz;

/// <summary>Makes new inputs from those of a corpus. The same seed gives the same inputs.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<byte[]> corpus)
{
    private const int LargestInput = 256 << 10;
    private const int MostSteps = 6;
    private const int MostRepeats = 2_000;

    // What parsers trip over: ends and starts of things, numbers at the edge of their types, odd characters.
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\n", "\r\n", "\r", "\0", "\\", "\\\n", "\"", "'", "`", "$", "${", "$(", "$((", ")", "}", "]", "[", "{", "<<", "<<E\n", "#", " ", "\t", ",", ":", ": ", "=", "/", "../", "%", "&", "*", "|", ">", "- ", "--",
            "-1", "0", "1", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "1e999", "NaN", "null", "true", "{}", "[]", "\"\"",
            "\uFEFF", "\uFFFC", "\uFFFD", "é", "\U0001F433", "\u202E", "~1", "&a", "*a", "!!x", "---\n", "? ",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xFF, 0xFE], [0xFE, 0xFF], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0],
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        var input = new List<byte>(Pick(corpus));
        for (int steps = _random.Next(1, MostSteps + 1); steps > 0; steps--) Step(input);
        if (input.Count > LargestInput) input.RemoveRange(LargestInput, input.Count - LargestInput);
        return [.. input];
    }

    private void Step(List<byte> input)
    {
        int at = _random.Next(input.Count + 1);
        int length = Math.Min(input.Count - at, 1 + _random.Next(_random.Next(2) == 0 ? 8 : 512));
        switch (_random.Next(9))
        {
            case 0 when length > 0: input[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1 when length > 0: input[at] = (byte)_random.Next(256); break;
            case 2: input.RemoveRange(at, length); break;
            case 3: input.RemoveRange(at, input.Count - at); break;
            case 4: input.InsertRange(at, Pick(Pieces)); break;
            case 5: Overwrite(input, at, Pick(Pieces)); break;
            case 6: input.InsertRange(_random.Next(input.Count + 1), input.GetRange(at, length)); break;
            case 7: Repeat(input, at, length > 0 && _random.Next(2) == 0 ? [.. input.GetRange(at, Math.Min(length, 16))] : Pick(Pieces)); break;
            default: Splice(input, at, Pick(corpus)); break;
        }
    }

    private static void Overwrite(List<byte> input, int at, byte[] piece)
    {
        for (int i = 0; i < piece.Length && at + i < input.Count; i++) input[at + i] = piece[i];
    }

    private void Repeat(List<byte> input, int at, byte[] piece)
    {
        int times = 1 + _random.Next(_random.Next(4) == 0 ? MostRepeats : 16);
        var row = new byte[piece.Length * times];
        for (int i = 0; i < times; i++) piece.CopyTo(row, i * piece.Length);
        input.InsertRange(at, row);
    }

    private void Splice(List<byte> input, int at, byte[] other)
    {
        int start = _random.Next(other.Length + 1);
        input.InsertRange(at, other[start..Math.Min(other.Length, start + 1 + _random.Next(2048))]);
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
