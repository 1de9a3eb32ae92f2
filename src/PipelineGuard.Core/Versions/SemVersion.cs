using System.Buffers;

namespace PipelineGuard.Versions;

/// <summary>
/// The parts of a semantic version. As npm's loose mode it takes <c>v1.2.3</c>, <c>=1.2.3</c>, <c>1.2.3beta</c> and leading zeros,
/// as Go and many advisories it takes <c>1.2</c>.
/// </summary>
internal readonly ref struct SemVersion
{
    private static readonly SearchValues<char> IdentifierCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.");

    /// <summary>The numbers with their dots; empty when the text does not start with one.</summary>
    public ReadOnlySpan<char> Core { get; private init; }

    /// <summary>True when something follows the numbers that is no build metadata.</summary>
    public bool IsPreRelease { get; private init; }

    /// <summary>The identifiers with their dots, without the hyphen.</summary>
    public ReadOnlySpan<char> PreRelease { get; private init; }

    /// <summary>True for one to three numbers with well-formed identifiers and build metadata.</summary>
    public bool IsValid { get; private init; }

    public static SemVersion Parse(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("v= ").TrimEnd(' ');
        var plus = text.IndexOf('+');
        var core = CoreOf(text);
        var rest = (plus < 0 ? text : text[..plus])[core.Length..];
        var preRelease = rest is ['-', ..] ? rest[1..] : rest;

        return new()
        {
            Core = core,
            IsPreRelease = !rest.IsEmpty,
            PreRelease = preRelease,
            IsValid = !core.IsEmpty && core.Count('.') <= 2
                && (rest.IsEmpty || AreIdentifiers(preRelease)) && (plus < 0 || AreIdentifiers(text[(plus + 1)..])),
        };
    }

    private static ReadOnlySpan<char> CoreOf(ReadOnlySpan<char> text)
    {
        var rest = text;
        var length = DigitRun.Take(ref rest).Length;
        while (length > 0 && rest is ['.', >= '0' and <= '9', ..])
        {
            rest = rest[1..];
            length += 1 + DigitRun.Take(ref rest).Length;
        }
        return text[..length];
    }

    private static bool AreIdentifiers(ReadOnlySpan<char> text) =>
        text is not ([] or ['.', ..] or [.., '.']) && !text.ContainsAnyExcept(IdentifierCharacters) && !text.Contains("..", StringComparison.Ordinal);
}
