using System.Buffers;
using System.Collections.Immutable;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds the word behind a keyword: passwords on command lines, and in files that have one word after another.</summary>
internal sealed class WordMatcher : SecretMatcher
{
    private const int Reach = 256;

    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n\0;|&<>"u8);

    private readonly bool _isLogin;

    /// <param name="keywords">What stands in front of the word, with the space between them if there is one.</param>
    /// <param name="isLogin">True when the word is <c>user:password</c>.</param>
    public WordMatcher(ImmutableArray<string> keywords, bool isLogin = false)
    {
        _isLogin = isLogin;
        Keywords = [.. keywords.Select(keyword => new Keyword(keyword))];
        Shapes = [.. keywords.Select(keyword => $"{keyword}{(isLogin ? "app:" : "")}{{[0-9A-Za-z]:12}} ")];
        Harmless = [.. keywords.SelectMany(keyword => new[] { $"{keyword}$PASSWORD ", $"{keyword}{(isLogin ? "app:" : "")}changeme " })];
    }

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; }

    /// <inheritdoc/>
    public override int Before => 1;

    /// <inheritdoc/>
    public override int MaxLength => Reach;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; }

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        if (TokenEdges.IsInsideWord(place.Text, place.Start)) return false;
        var rest = place.Text[place.End..Math.Min(place.Text.Length, place.Start + Reach)];
        int quote = rest.Length > 0 && rest[0] is (byte)'\'' or (byte)'"' ? 1 : 0;
        int end = quote == 1 ? rest[1..].IndexOf(rest[0]) : rest.IndexOfAny(Ends);
        var word = SecretSpan.Between(place.End + quote, place.End + quote + (end < 0 ? rest.Length - quote : end));
        var text = place.Characters(word);
        int colon = _isLogin ? text.IndexOf(':', StringComparison.Ordinal) : -1;
        secret = new(word.Start + colon + 1, word.Length - colon - 1);
        return (!_isLogin || colon > 0) && Passwords.IsChosen(text.AsSpan(colon + 1));
    }
}
