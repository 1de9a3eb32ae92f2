namespace PipelineGuard.Secrets.Searching;

/// <summary>The four bytes by which a keyword is looked for; three, and any byte behind them, for a keyword of three.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="Offset">Where they stand in it.</param>
internal readonly record struct Fingerprint(Keyword Keyword, int Offset)
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int Length = 4;

    /// <summary>Bytes of the fingerprint of a keyword that has no more.</summary>
    public const int ShortLength = 3;

    // The bit in which the cases of a letter differ. Other characters may coincide without it, which costs a comparison and no more.
    private const uint CaseBits = 0x20202020;

    /// <summary>The bytes, as characters.</summary>
    public ReadOnlySpan<char> Text => Keyword.Text.AsSpan(Offset, Math.Min(Length, Keyword.Text.Length));

    /// <summary>True when the fourth byte does not matter.</summary>
    public bool IsShort => Text.Length < Length;

    /// <summary>The rarest bytes of a keyword, going by how often characters stand in text and code.</summary>
    /// <exception cref="ArgumentException">The keyword is shorter than three bytes.</exception>
    public static Fingerprint Of(Keyword keyword)
    {
        if (keyword.Text.Length < ShortLength) throw new ArgumentException($"'{keyword.Text}' is too short to be looked for.");
        var best = new Fingerprint(keyword, 0);
        double least = best.Chance();
        for (int offset = 1; offset + best.Text.Length <= keyword.Text.Length; offset++)
        {
            var other = new Fingerprint(keyword, offset);
            double chance = other.Chance();
            if (chance < least) (best, least) = (other, chance);
        }
        return best;
    }

    /// <summary>What the hash table finds four bytes by.</summary>
    public static uint Key(uint bytes) => bytes | CaseBits;

    /// <summary>What it finds three bytes by, which no four bytes of text give.</summary>
    public static uint ShortKey(uint bytes) => (bytes & 0xFFFFFF) | (CaseBits & 0xFFFFFF);

    /// <summary>The key of this fingerprint.</summary>
    public uint Key()
    {
        uint bytes = 0;
        for (int i = 0; i < Text.Length; i++) bytes |= (uint)Text[i] << (8 * i);
        return IsShort ? ShortKey(bytes) : Key(bytes);
    }

    /// <summary>The bytes accepted at one place; twice the same unless case is ignored.</summary>
    public (byte First, byte Second) At(int place)
    {
        byte value = (byte)Text[place];
        return (value, Keyword.IgnoreCase && char.IsAsciiLetter((char)value) ? (byte)(value ^ 0x20) : value);
    }

    /// <summary>How likely it is that it stands somewhere by chance.</summary>
    public double Chance()
    {
        double chance = 1;
        for (int i = 0; i < Text.Length; i++)
        {
            var (first, second) = At(i);
            chance *= ByteFrequency.Of(first) + (second == first ? 0 : ByteFrequency.Of(second));
        }
        return chance;
    }
}
