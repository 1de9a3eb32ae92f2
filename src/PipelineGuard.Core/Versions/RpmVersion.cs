using System.Buffers;

namespace PipelineGuard.Versions;

/// <summary>The three parts of <c>[epoch:]version[-release]</c>, split as rpm's <c>rpmverParse</c> does. An absent epoch equals zero.</summary>
internal readonly ref struct RpmVersion
{
    // rpm.org, "Spec file format", Version and Release: letters, digits and these.
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._+~^");

    // rpm keeps the epoch in 32 bits without a sign.
    private const string GreatestEpoch = "4294967295";

    public ReadOnlySpan<char> Epoch { get; private init; }

    public ReadOnlySpan<char> Version { get; private init; }

    public ReadOnlySpan<char> Release { get; private init; }

    /// <summary>False for a version alone: it comes before the same version with any release.</summary>
    public bool HasRelease { get; private init; }

    /// <summary>True when the parts are ones that a package can have.</summary>
    public bool IsValid { get; private init; }

    /// <summary>Splits at the first colon, when only digits stand before it, and at the last hyphen.</summary>
    public static RpmVersion Split(ReadOnlySpan<char> text)
    {
        int digits = text.IndexOfAnyExceptInRange('0', '9');
        bool hasEpoch = digits >= 0 && text[digits] == ':';
        var epoch = hasEpoch ? text[..digits] : [];
        var rest = hasEpoch ? text[(digits + 1)..] : text;
        int hyphen = rest.LastIndexOf('-');
        var version = hyphen < 0 ? rest : rest[..hyphen];
        var release = hyphen < 0 ? [] : rest[(hyphen + 1)..];
        return new()
        {
            Epoch = epoch,
            Version = version,
            Release = release,
            HasRelease = hyphen >= 0,
            IsValid = DigitRun.Compare(epoch, GreatestEpoch) <= 0 && IsPart(version) && (hyphen < 0 || IsPart(release)),
        };
    }

    private static bool IsPart(ReadOnlySpan<char> part) => !part.IsEmpty && !part.ContainsAnyExcept(Characters);
}
