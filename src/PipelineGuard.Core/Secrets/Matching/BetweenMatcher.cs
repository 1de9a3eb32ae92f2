using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds a value behind one text, and another within reach of that: the ways of XML and JSON.</summary>
internal sealed class BetweenMatcher : SecretMatcher
{
    private const int Reach = 1_024;

    private readonly SecretShape _shape;
    private readonly string _then;
    private readonly int _gap;
    private readonly Lazy<Regex> _pattern;

    /// <param name="keyword">What comes first.</param>
    /// <param name="then">What comes directly before the value, or nearly.</param>
    /// <param name="shape">The value.</param>
    /// <param name="gap">How many other characters, no letters or digits, may stand directly before the value.</param>
    public BetweenMatcher(string keyword, string then, string shape, int gap = 0)
    {
        (_shape, _then, _gap) = (SecretShape.Parse(shape), then, gap);
        _pattern = new(() => new Regex($@"\A{_shape.ToPattern()}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        Keywords = [new(keyword)];
        var between = gap == 0 ? "" : ": \"";
        Shapes = [$"{keyword}{(then == "\n" ? "" : gap == 0 ? ">\n  " : ": \"RSA\", ")}{then}{between}{shape}{(gap == 0 ? "<" : "\"")}"];
        Harmless = [$"{keyword} {then}{between}"];
    }

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; }

    /// <inheritdoc/>
    public override int MaxLength => Reach + _shape.MaxLength + _gap;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; }

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        var text = place.Text[place.End..Math.Min(place.Text.Length, place.Start + Reach)];
        int then = text.IndexOf(Encoding.ASCII.GetBytes(_then));
        if (then < 0) return false;
        int at = place.End + then + _then.Length;
        for (int skipped = 0; skipped < _gap && at < place.Text.Length && !char.IsAsciiLetterOrDigit((char)place.Text[at]); skipped++) at++;
        var window = place.Characters(SecretSpan.Between(at, Math.Min(place.Text.Length, at + _shape.MaxLength)));
        foreach (var match in _pattern.Value.EnumerateMatches(window))
        {
            secret = new(at, match.Length);
            return !Randomness.IsDull(window.AsSpan(0, match.Length));
        }
        return false;
    }
}
