using System.Buffers;
using System.Text;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>How well-known tokens look: a prefix that their makers chose so that they are found, and what must follow it.</summary>
/// <param name="Maker">Who accepts the token.</param>
/// <param name="Prefix">What it begins with.</param>
/// <param name="Length">How many characters follow; the least number unless <see cref="IsExact"/>.</param>
/// <param name="Alphabet">The characters that may follow.</param>
internal sealed record TokenShape(string Maker, string Prefix, int Length, string Alphabet)
{
    private const string Digits = "0123456789";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Small = "abcdefghijklmnopqrstuvwxyz";
    private const string Alphanumeric = Digits + Capitals + Small;

    private readonly SearchValues<char> _alphabet = SearchValues.Create(Alphabet);

    /// <summary>True when nothing of the alphabet may follow behind <see cref="Length"/> characters.</summary>
    public bool IsExact { get; private init; } = true;

    /// <summary>True when the last six characters are a checksum of the others (base 62 of their CRC-32), as GitHub and npm have it.</summary>
    public bool HasChecksum { get; private init; }

    /// <summary>The tokens that are looked for.</summary>
    public static TokenShape[] All { get; } =
    [
        new("AWS", "AKIA", 16, Capitals + "234567"),
        new("AWS", "ASIA", 16, Capitals + "234567"),
        new("GitHub", "ghp_", 36, Alphanumeric) { HasChecksum = true },
        new("GitHub", "gho_", 36, Alphanumeric) { HasChecksum = true },
        new("GitHub", "ghs_", 36, Alphanumeric) { HasChecksum = true },
        new("GitHub", "github_pat_", 82, Alphanumeric + "_"),
        new("npm", "npm_", 36, Alphanumeric) { HasChecksum = true },
        new("GitLab", "glpat-", 20, Alphanumeric + "-_") { IsExact = false },
        new("NuGet", "oy2", 43, Digits + Small),
        new("PyPI", "pypi-AgEIcHlwaS5vcmc", 50, Alphanumeric + "-_") { IsExact = false },
        new("Docker Hub", "dckr_pat_", 27, Alphanumeric + "-_"),
        new("Slack", "xoxb-", 40, Alphanumeric + "-") { IsExact = false },
        new("Stripe", "sk_live_", 24, Alphanumeric) { IsExact = false },
        new("Google", "AIza", 35, Alphanumeric + "-_"),
        new("Vault", "hvs.", 24, Alphanumeric + "-_") { IsExact = false },
    ];

    /// <summary>True when a token stands at the beginning of a text.</summary>
    public bool IsAt(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Prefix)) return false;
        var rest = text[Prefix.Length..];
        // No more than needed: a text of one word must not be read again and again.
        rest = rest[..Math.Min(rest.Length, Length + 1)];
        int end = rest.IndexOfAnyExcept(_alphabet);
        if (end < 0) end = rest.Length;
        if (end < Length || (IsExact && end != Length)) return false;
        return HasChecksum ? IsChecked(rest[..Length]) : IsVaried(rest[..Length]);
    }

    // Examples in documentation repeat one character, or say that they are one; real tokens are random.
    private static bool IsVaried(ReadOnlySpan<char> token)
    {
        if (token.Contains("EXAMPLE", StringComparison.OrdinalIgnoreCase)) return false;
        var seen = new HashSet<char>();
        foreach (char c in token) seen.Add(c);
        return seen.Count >= 8;
    }

    private static bool IsChecked(ReadOnlySpan<char> token)
    {
        const string base62 = Digits + Capitals + Small;
        uint crc = Crc32(Encoding.ASCII.GetBytes(token[..^6].ToString()));
        for (int at = 1; at <= 6; at++, crc /= 62)
        {
            if (token[^at] != base62[(int)(crc % 62)]) return false;
        }
        return true;
    }

    // The polynomial of zip and Ethernet, bit by bit: thirty characters, and hardly ever.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
