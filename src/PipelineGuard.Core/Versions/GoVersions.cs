using System.Buffers;

namespace PipelineGuard.Versions;

/// <summary>
/// The order of Go modules (Go Modules Reference, "Versions": semantic versions with a <c>v</c>, pseudo-versions, <c>+incompatible</c>)
/// and of the toolchain, whose <c>go1.22rc1</c> is the pre-release <c>1.22-rc.1</c>.
/// </summary>
internal sealed class GoVersions : IVersionScheme
{
    private static readonly SearchValues<char> Numbers = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789.abcdefghijklmnopqrstuvwxyz");
    private static readonly SemVersions Semantic = new();

    public string Name => "go";

    public bool IsValid(string version) => Semantic.IsValid(ToSemantic(version));

    public int Compare(string left, string right) => Semantic.Compare(ToSemantic(left), ToSemantic(right));

    /// <summary>A toolchain's version as a semantic one; other texts as they are.</summary>
    public static string ToSemantic(string version)
    {
        if (!version.StartsWith("go", StringComparison.Ordinal) || version.Length < 3 || !char.IsAsciiDigit(version[2])) return version;
        // "go1.22.3 X:boringcrypto" and "go1.22.3-custom" are builds of that version.
        var text = version.AsSpan(2);
        int end = text.IndexOfAnyExcept(Characters);
        if (end >= 0) text = text[..end];
        int numbers = text.IndexOfAnyExcept(Numbers);
        if (numbers < 0) return text.ToString();
        var label = text[numbers..];
        int digits = label.IndexOfAnyInRange('0', '9');
        return digits <= 0 ? $"{text[..numbers]}-{label}" : $"{text[..numbers]}-{label[..digits]}.{label[digits..]}";
    }
}
