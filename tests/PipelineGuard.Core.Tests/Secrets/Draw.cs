namespace PipelineGuard.Secrets;

/// <summary>Draws numbers that look random and are the same for the same seed, on every platform (SplitMix64).</summary>
internal sealed class Draw(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A number of at least zero and less than the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Bytes.</summary>
    public byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)(Next() >> 24))];

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
