namespace PipelineGuard.Packages.Catalogers.Programs;

/// <summary>Looks for texts in a program of any size, block by block.</summary>
internal static class ProgramText
{
    private const int BlockLength = 256 << 10;

    // A program made to hold a text again and again must not hold us up.
    private const int MaxOccurrences = 4096;

    /// <summary>The places of a text with the bytes around each, cut at the ends of the file.</summary>
    /// <param name="program">Read from its start to its end.</param>
    /// <param name="text">What is looked for.</param>
    /// <param name="before">How many bytes before it are wanted.</param>
    /// <param name="after">How many bytes behind it are wanted.</param>
    public static IEnumerable<(byte[] Before, byte[] After)> Around(Stream program, byte[] text, int before, int after)
    {
        var block = new byte[BlockLength];
        int held = 0, from = 0, found = 0;
        program.Position = 0;
        while (true)
        {
            int read = program.ReadAtLeast(block.AsSpan(held), block.Length - held, throwOnEndOfStream: false);
            bool isLast = held + read < block.Length;
            held += read;
            // Where what follows a place is not here yet, the next block begins with what comes before it.
            int end = isLast ? held : held - after;
            while (block.AsSpan(from, end - from).IndexOf(text) is >= 0 and var offset)
            {
                if (++found > MaxOccurrences) yield break;
                int at = from + offset;
                yield return (block[Math.Max(0, at - before)..at], block[(at + text.Length)..Math.Min(held, at + text.Length + after)]);
                from = at + 1;
            }
            if (isLast) yield break;
            int keep = Math.Max(from, end - text.Length + 1);
            int start = Math.Max(0, keep - before);
            block.AsSpan(start, held - start).CopyTo(block);
            held -= start;
            from = keep - start;
        }
    }
}
