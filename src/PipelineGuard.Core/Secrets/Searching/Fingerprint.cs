namespace PipelineGuard.Secrets.Searching;

/// <summary>The four bytes by which a keyword is looked for; three, and any byte behind them, for a keyword of three.</summary>
/// <param name="Offset">Where they stand in the keyword.</param>
/// <param name="Text">The bytes, as characters.</param>
/// <param name="IgnoreCase">Whether letters match in either case.</param>
internal readonly record struct Fingerprint(int Offset, string Text, bool IgnoreCase)
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int Length = 4;

    /// <summary>Bytes of the fingerprint of a keyword that has no more.</summary>
    public const int ShortLength = 3;

    // The bit in which the cases of a letter differ. Other characters may coincide without it, which costs a comparison and no more.
    private const uint CaseBits = 0x20202020;

    /// <summary>True when the fourth byte does not matter.</summary>
    public bool IsShort => Text.Length < Length;

    /// <summary>The rarest bytes of a keyword, going by how often characters stand in text and code.</summary>
    /// <exception cref="ArgumentException">The keyword is shorter than three bytes.</exception>
    public static Fingerprint Of(Keyword keyword)
    {
        if (keyword.Text.Length < ShortLength) throw new ArgumentException($"'{keyword.Text}' is too short to be looked for.");
        int length = Math.Min(Length, keyword.Text.Length);
        return Enumerable.Range(0, keyword.Text.Length - length + 1)
            .Select(offset => new Fingerprint(offset, keyword.Text.Substring(offset, length), keyword.IgnoreCase))
            .MinBy(fingerprint => fingerprint.Chance());
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

    /// <summary>The bytes accepted at one place: one, two when case is ignored, none when any is.</summary>
    public IEnumerable<byte> Bytes(int place)
    {
        if (place >= Text.Length) yield break;
        char c = Text[place];
        yield return (byte)c;
        if (IgnoreCase && char.IsAsciiLetter(c)) yield return (byte)(c ^ 0x20);
    }

    /// <summary>How likely it is that it stands somewhere by chance.</summary>
    public double Chance()
    {
        double chance = 1;
        for (int i = 0; i < Text.Length; i++) chance *= Bytes(i).Sum(ByteFrequency.Of);
        return chance;
    }
}
