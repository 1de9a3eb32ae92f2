using System.Text;

namespace PipelineGuard.Advisories.Stores;

/// <summary>
/// The string section of a store that is being written: each text once, as length and UTF-8. It keeps bytes and offsets, no
/// <see cref="string"/>s: a large ecosystem has hundreds of thousands of them.
/// </summary>
internal sealed class StoreStrings
{
    private readonly StoreBuffer _bytes = new();
    private int[] _slots = new int[1 << 12]; // Open addressing; offset + 1, 0 is free.
    private int _count;
    private byte[] _encoded = new byte[256];

    /// <summary>Starts with the empty string, at offset 0.</summary>
    public StoreStrings() => Add("");

    /// <summary>The section so far.</summary>
    public ReadOnlySpan<byte> Span => _bytes.Span;

    /// <summary>Where the text stands in the section; it is added when it is new. Unpaired surrogates become U+FFFD.</summary>
    public int Add(string text)
    {
        int needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_encoded.Length < needed) _encoded = new byte[needed];
        var utf8 = _encoded.AsSpan(0, Encoding.UTF8.GetBytes(text, _encoded));
        if (2 * (_count + 1) > _slots.Length) Grow();

        int slot = FindSlot(_slots, utf8);
        if (_slots[slot] == 0)
        {
            _slots[slot] = _bytes.Length + 1;
            _count++;
            _bytes.WriteNumber(utf8.Length);
            _bytes.WriteBytes(utf8);
        }
        return _slots[slot] - 1;
    }

    /// <summary>The UTF-8 of a text that was added.</summary>
    public ReadOnlySpan<byte> Utf8At(int offset) => StoreReader.StringAt(_bytes.Span, offset);

    private void Grow()
    {
        var larger = new int[_slots.Length * 2];
        foreach (int slot in _slots)
        {
            if (slot != 0) larger[FindSlot(larger, Utf8At(slot - 1))] = slot;
        }
        _slots = larger;
    }

    private int FindSlot(int[] slots, ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8); // Seeded for each process, so that nobody can choose texts that collide.
        for (int slot = hash.ToHashCode() & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            if (slots[slot] == 0 || Utf8At(slots[slot] - 1).SequenceEqual(utf8)) return slot;
        }
    }
}
