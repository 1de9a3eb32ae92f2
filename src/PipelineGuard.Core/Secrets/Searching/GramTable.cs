using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineGuard.Secrets.Searching;

/// <summary>A keyword that has a gram.</summary>
/// <param name="Keyword">Its index.</param>
/// <param name="Offset">Where the gram stands in it.</param>
internal readonly record struct GramEntry(int Keyword, int Offset)
{
    /// <summary>Which of several grams of the keyword it is, from 0.</summary>
    public int Place { get; init; }

    /// <summary>What the keyword has from there on.</summary>
    public GramBytes Bytes { get; init; }
}

/// <summary>Up to eight bytes of a keyword, to be compared at once.</summary>
/// <param name="Value">The bytes as they lie in memory, the first lowest.</param>
/// <param name="Mask">The bits that matter.</param>
internal readonly record struct GramBytes(ulong Value, ulong Mask)
{
    // Without the bit in which the cases of a letter differ.
    private const byte EitherCase = 0xDF;

    /// <summary>Those of a keyword from an offset on.</summary>
    public static GramBytes Of(Keyword keyword, int offset)
    {
        var (value, mask) = (0UL, 0UL);
        for (int i = 0; i < sizeof(ulong) && offset + i < keyword.Text.Length; i++)
        {
            byte one = (byte)keyword.Text[offset + i], bits = keyword.IgnoreCase && char.IsAsciiLetter((char)one) ? EitherCase : byte.MaxValue;
            value |= (ulong)(one & bits) << (8 * i);
            mask |= (ulong)bits << (8 * i);
        }
        return new(value, mask);
    }

    /// <summary>True when they stand in eight bytes of a text.</summary>
    public bool StandIn(ulong text) => (text & Mask) == Value;
}

/// <summary>Finds keywords by their grams; small enough to stay in a core's nearest cache.</summary>
internal sealed class GramTable
{
    private const int SlotsPerKey = 4;

    // Sixteen kilobytes: one key in a hundred passes by chance when there are as many as the rules have. Known here, so that the shift costs nothing.
    private const int FilterBits = 17;

    // Knuth's multiplicative hashing: two to the 64th divided by the golden ratio.
    private const ulong Spread = 0x9E3779B97F4A7C15;

    // A bit for the hashes of all keys, which answers nearly every question without the table.
    private readonly uint[] _filter = new uint[1 << (FilterBits - 5)];
    private readonly Slot[] _slots;
    private readonly GramEntry[] _entries;
    private readonly int _shift;

    public GramTable(ImmutableArray<(ulong Key, GramEntry Entry)> grams)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(grams.Length * SlotsPerKey, 2));
        (_slots, _shift) = (new Slot[size], 64 - BitOperations.Log2((uint)size));
        // Entries of one key stand side by side.
        var keys = grams.Select(gram => gram.Key).ToArray();
        _entries = [.. grams.Select(gram => gram.Entry)];
        Array.Sort(keys, _entries);
        for (int first = 0, end; first < keys.Length; first = end)
        {
            for (end = first + 1; end < keys.Length && keys[end] == keys[first];) end++;
            Filter.Add(_filter, keys[first]);
            Free(keys[first]) = new() { Key = keys[first], First = (ushort)first, End = (ushort)end };
        }
    }

    /// <summary>Says no of nearly all keys that no keyword has.</summary>
    public Filter Keys => new(_filter);

    /// <summary>The keywords behind a key; empty for nearly all keys.</summary>
    public ReadOnlySpan<GramEntry> Find(ulong key)
    {
        for (uint at = Hash(key); ; at = (at + 1) & (uint)(_slots.Length - 1))
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Key == key) return _entries.AsSpan(slot.First, slot.End - slot.First);
            if (slot.Key == 0) return [];
        }
    }

    private ref Slot Free(ulong key)
    {
        uint at = Hash(key);
        while (_slots[at].Key != 0) at = (at + 1) & (uint)(_slots.Length - 1);
        return ref _slots[at];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Hash(ulong key) => (uint)((key * Spread) >> _shift);

    /// <summary>The filter at hand: a loop that asks it keeps it in registers.</summary>
    public readonly ref struct Filter(uint[] bits)
    {
        private readonly ref uint _bits = ref MemoryMarshal.GetArrayDataReference(bits);

        /// <summary>False for nearly all keys that no keyword has.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MayHave(ulong key)
        {
            // The shift leaves as many bits as the filter has.
            uint bit = Bit(key);
            return (Unsafe.Add(ref _bits, bit >> 5) & 1u << (int)bit) != 0;
        }

        /// <summary>Notes a key.</summary>
        public static void Add(uint[] bits, ulong key) => bits[Bit(key) >> 5] |= 1u << (int)Bit(key);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint Bit(ulong key) => (uint)((key * Spread) >> (64 - FilterBits));
    }

    private struct Slot
    {
        public ulong Key;
        public ushort First;
        public ushort End;
    }
}
