using System.Runtime.CompilerServices;

namespace PipelineGuard.Secrets.Searching;

/// <summary>What tables find a few bytes by: the bytes as they lie in memory, the first lowest, letters in one case.</summary>
internal static class GramKey
{
    // The bit in which the cases of a letter differ. Other characters may coincide without it, which costs a comparison and no more.
    private const ulong CaseBits = 0x2020202020202020;

    /// <summary>Of the first of eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong bytes, int length) => (bytes | CaseBits) & (ulong.MaxValue >> (64 - (8 * length)));

    /// <summary>Of eight bytes at most.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes) => Of(Read(bytes), bytes.Length);

    /// <summary>The first eight bytes of a text; zeros where it ends before.</summary>
    public static ulong Read(ReadOnlySpan<byte> text)
    {
        ulong all = 0;
        for (int i = 0; i < text.Length && i < sizeof(ulong); i++) all |= (ulong)text[i] << (8 * i);
        return all;
    }
}
