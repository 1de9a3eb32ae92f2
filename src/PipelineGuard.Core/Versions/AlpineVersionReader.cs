using System.Buffers;

namespace PipelineGuard.Versions;

/// <summary>
/// Reads an Alpine version part by part; starts on the first. Grammar in apk-package(5):
/// <c>number{.number}...{letter}{_suffix{number}}...{~hash}{-r#}</c>.
/// </summary>
internal ref struct AlpineVersionReader
{
    // In their order; a version without a suffix stands between "rc" and "cvs".
    private static readonly string[] Suffixes = ["alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"];

    private static readonly SearchValues<char> HashCharacters = SearchValues.Create("0123456789abcdef");

    private ReadOnlySpan<char> _rest;

    public AlpineVersionReader(ReadOnlySpan<char> text)
    {
        _rest = text;
        TakeNumber(AlpineVersionPart.FirstNumber);
    }

    /// <summary>What the reader stands on.</summary>
    public AlpineVersionPart Part { get; private set; }

    /// <summary>The digits, letters or hash of the part without its mark; for an unreadable one all that remains.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>The place of the suffix among all suffixes; meaningful on a suffix only.</summary>
    public int Suffix { get; private set; }

    /// <summary>True on a suffix that comes before the version without it.</summary>
    public readonly bool IsPreRelease => Suffix <= Array.IndexOf(Suffixes, "rc");

    /// <summary>Goes to the next part; not to be called at the end.</summary>
    public void MoveNext()
    {
        switch (_rest)
        {
            case []:
                Part = AlpineVersionPart.End;
                Value = [];
                break;
            case ['.', ..] when Part >= AlpineVersionPart.Number:
                _rest = _rest[1..];
                TakeNumber(AlpineVersionPart.Number);
                break;
            case [>= 'a' and <= 'z', ..] when Part >= AlpineVersionPart.Number:
                Take(AlpineVersionPart.Letter, 1);
                break;
            case ['_', ..] when Part >= AlpineVersionPart.SuffixNumber:
                _rest = _rest[1..];
                TakeSuffix();
                break;
            case [>= '0' and <= '9', ..] when Part == AlpineVersionPart.Suffix:
                TakeNumber(AlpineVersionPart.SuffixNumber);
                break;
            case ['~', ..] when Part > AlpineVersionPart.CommitHash:
                _rest = _rest[1..];
                Take(AlpineVersionPart.CommitHash, LengthOf(_rest.IndexOfAnyExcept(HashCharacters)));
                break;
            case ['-', 'r', ..] when Part > AlpineVersionPart.Revision:
                _rest = _rest[2..];
                TakeNumber(AlpineVersionPart.Revision);
                break;
            default:
                GiveUp();
                break;
        }
    }

    private void TakeNumber(AlpineVersionPart part) => Take(part, LengthOf(_rest.IndexOfAnyExceptInRange('0', '9')));

    private void TakeSuffix()
    {
        var length = LengthOf(_rest.IndexOfAnyExceptInRange('a', 'z'));
        Suffix = -1;
        for (var i = 0; i < Suffixes.Length; i++)
        {
            if (_rest[..length].SequenceEqual(Suffixes[i])) Suffix = i;
        }

        if (Suffix < 0) GiveUp();
        else Take(AlpineVersionPart.Suffix, length);
    }

    private void Take(AlpineVersionPart part, int length)
    {
        if (length == 0)
        {
            GiveUp();
            return;
        }
        Part = part;
        Value = _rest[..length];
        _rest = _rest[length..];
    }

    private void GiveUp()
    {
        Part = AlpineVersionPart.Unreadable;
        Value = _rest;
        _rest = [];
    }

    private readonly int LengthOf(int firstOther) => firstOther < 0 ? _rest.Length : firstOther;
}
