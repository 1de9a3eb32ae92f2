using System.Buffers;

namespace PipelineGuard.Versions;

/// <summary>The three parts of <c>[epoch:]upstream[-revision]</c>, see deb-version(7). An absent epoch or revision equals zero.</summary>
internal readonly ref struct DebianVersion
{
    private static readonly SearchValues<char> UpstreamCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.+-~:");

    private static readonly SearchValues<char> RevisionCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.+~");

    // dpkg keeps the epoch in a C int.
    private const string GreatestEpoch = "2147483647";

    public ReadOnlySpan<char> Epoch { get; private init; }

    public ReadOnlySpan<char> Upstream { get; private init; }

    public ReadOnlySpan<char> Revision { get; private init; }

    /// <summary>True when <c>dpkg --validate-version</c> accepts it.</summary>
    public bool IsValid { get; private init; }

    /// <summary>Splits at the first colon and the last hyphen. A colon that does not follow a number belongs to the upstream part.</summary>
    public static DebianVersion Split(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        var hasEpoch = colon > 0 && DigitRun.IsNumber(text[..colon]);
        var epoch = hasEpoch ? text[..colon] : [];
        var rest = hasEpoch ? text[(colon + 1)..] : text;

        var hyphen = rest.LastIndexOf('-');
        var upstream = hyphen < 0 ? rest : rest[..hyphen];
        var revision = hyphen < 0 ? [] : rest[(hyphen + 1)..];

        return new()
        {
            Epoch = epoch,
            Upstream = upstream,
            Revision = revision,
            IsValid = hasEpoch == colon >= 0
                && DigitRun.Compare(epoch, GreatestEpoch) <= 0
                && !upstream.IsEmpty && char.IsAsciiDigit(upstream[0]) && !upstream.ContainsAnyExcept(UpstreamCharacters)
                && revision.IsEmpty == hyphen < 0 && !revision.ContainsAnyExcept(RevisionCharacters),
        };
    }
}
