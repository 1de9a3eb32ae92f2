using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace PipelineGuard.Secrets.Searching;

/// <summary>A keyword that has a fingerprint.</summary>
/// <param name="Keyword">Its index.</param>
/// <param name="Offset">Where the fingerprint stands in it.</param>
internal readonly record struct FingerprintEntry(int Keyword, int Offset);

/// <summary>Finds keywords by their fingerprints; small enough to stay in a core's nearest cache.</summary>
internal sealed class FingerprintTable
{
    private const int SlotsPerKey = 8;
    private const int FilterBits = 15;

    // A bit for the hashes of all keys: four kilobytes that answer nearly every question without the table.
    private readonly uint[] _filter = new uint[1 << (FilterBits - 5)];
    private readonly Slot[] _slots;
    private readonly FingerprintEntry[] _entries;
    private readonly int _shift;

    public FingerprintTable(ImmutableArray<Fingerprint> fingerprints)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(fingerprints.Length * SlotsPerKey, 2));
        (_slots, _shift, _entries) = (new Slot[size], 32 - BitOperations.Log2((uint)size), new FingerprintEntry[fingerprints.Length]);
        // Entries of one key stand side by side.
        var keys = new uint[fingerprints.Length];
        for (int i = 0; i < keys.Length; i++) (keys[i], _entries[i]) = (fingerprints[i].Key(), new(i, fingerprints[i].Offset));
        Array.Sort(keys, _entries);
        for (int first = 0, end; first < keys.Length; first = end)
        {
            for (end = first + 1; end < keys.Length && keys[end] == keys[first];) end++;
            uint bit = FilterBit(keys[first]);
            _filter[bit >> 5] |= 1u << (int)bit;
            Free(keys[first]) = new() { Key = keys[first], First = (ushort)first, End = (ushort)end };
        }
        HasShort = fingerprints.Any(fingerprint => fingerprint.IsShort);
    }

    /// <summary>Whether there is a fingerprint of three bytes.</summary>
    public bool HasShort { get; }

    /// <summary>False for nearly all keys that no keyword has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHave(uint key)
    {
        uint bit = FilterBit(key);
        return (_filter[bit >> 5] & 1u << (int)bit) != 0;
    }

    /// <summary>The keywords behind a key; empty for nearly all keys.</summary>
    public ReadOnlySpan<FingerprintEntry> Find(uint key)
    {
        for (uint at = Hash(key); ; at = (at + 1) & (uint)(_slots.Length - 1))
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Key == key) return _entries.AsSpan(slot.First, slot.End - slot.First);
            if (slot.Key == 0) return [];
        }
    }

    private ref Slot Free(uint key)
    {
        uint at = Hash(key);
        while (_slots[at].Key != 0) at = (at + 1) & (uint)(_slots.Length - 1);
        return ref _slots[at];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Hash(uint key) => (key * 0x9E3779B1) >> _shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FilterBit(uint key) => (key * 0x9E3779B1) >> (32 - FilterBits);

    private struct Slot
    {
        public uint Key;
        public ushort First;
        public ushort End;
    }
}
