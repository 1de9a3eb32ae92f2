using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds tokens that are known by something that always stands in them, mostly a prefix that their maker chose for that.</summary>
internal sealed class ShapeMatcher : SecretMatcher
{
    // A token with less of its own could stand in a program by chance.
    private const int UnmistakableLength = 24;

    private readonly SecretShape _shape;
    private readonly Lazy<Regex> _pattern;
    private readonly ShapePart? _next;
    private readonly Lazy<SearchValues<byte>> _nextBytes;
    private readonly Lazy<SearchValues<byte>> _lastBytes;
    private readonly Lazy<bool> _isUnmistakable;

    /// <param name="shape">See <see cref="SecretShape"/>. Its longest literal is the keyword; what stands in front of that is bounded.</param>
    public ShapeMatcher(string shape)
    {
        _shape = SecretShape.Parse(shape);
        var parts = _shape.Parts;
        int anchor = Anchor(parts);
        Before = parts.Take(anchor).Sum(part => part.Max);
        Keywords = [.. parts[anchor].Words.Select(word => new Keyword(word))];
        // Where the keyword comes first the match must begin there; else it must hold it, which the caller's window sees to.
        _pattern = new(() => new Regex((Before == 0 ? @"\A" : "") + _shape.ToPattern(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        _next = anchor + 1 < parts.Length && parts[anchor + 1].Words.IsEmpty ? parts[anchor + 1] : null;
        _nextBytes = new(() => CharacterClasses.Bytes(_next!.Class));
        _lastBytes = new(() => CharacterClasses.Bytes(parts[^1].Words.IsEmpty ? parts[^1].Class : "0-9A-Za-z_"));
        _isUnmistakable = new(() => parts.Sum(part => part.Min) >= UnmistakableLength && Keywords.All(keyword => keyword.Text.Length >= 4));
        Shapes = [shape];
    }

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; }

    /// <inheritdoc/>
    public override int Before { get; }

    /// <inheritdoc/>
    public override int MaxLength => _shape.MaxLength + 2;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; }

    /// <inheritdoc/>
    /// <remarks>The same with one character again and again, as documentation has it.</remarks>
    public override ImmutableArray<string> Harmless => _shape.Parts.Any(part => part.Max >= 10) ? [string.Concat(_shape.Parts.Select(Dull))] : [];

    /// <inheritdoc/>
    public override bool IsUnmistakable => _isUnmistakable.Value;

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        if (!MayFollow(place)) return false;
        var window = SecretSpan.Between(Math.Max(place.Start - Before, 0), Math.Min(place.Start + _shape.MaxLength, place.Text.Length));
        // Some tokens may be very long, and their keywords are not rare.
        var characters = ArrayPool<char>.Shared.Rent(window.Length);
        int length = Encoding.Latin1.GetChars(place.Text.Slice(window.Start, window.Length), characters);
        bool isFound = TryMatch(place, window.Start, characters.AsSpan(0, length), out secret);
        ArrayPool<char>.Shared.Return(characters);
        return isFound;
    }

    private bool TryMatch(in SecretPlace place, int from, ReadOnlySpan<char> window, out SecretSpan secret)
    {
        foreach (var match in _pattern.Value.EnumerateMatches(window))
        {
            secret = new(from + match.Index, match.Length);
            if (secret.Start <= place.Start && secret.End >= place.End && StandsAlone(place.Text, secret) && IsPlausible(place, secret)) return true;
        }
        secret = default;
        return false;
    }

    // A cheap look ahead: most keywords that stand somewhere by chance are not followed by enough of the right characters.
    private bool MayFollow(in SecretPlace place)
    {
        if (_next is null) return true;
        var rest = place.Text[place.End..];
        return rest.Length >= _next.Min && !rest[.._next.Min].ContainsAnyExcept(_nextBytes.Value);
    }

    private bool StandsAlone(ReadOnlySpan<byte> text, SecretSpan span) =>
        (!char.IsAsciiLetterOrDigit((char)text[span.Start]) || !TokenEdges.IsInsideWord(text, span.Start)) && (span.End >= text.Length || !_lastBytes.Value.Contains(text[span.End]));

    private static bool IsPlausible(in SecretPlace place, SecretSpan span) => !Randomness.IsDull(place.Characters(span));

    private static int Anchor(ImmutableArray<ShapePart> parts)
    {
        int best = Enumerable.Range(0, parts.Length).Where(i => parts[i].Words.Length > 0).MaxBy(i => parts[i].Min);
        return parts[best].Words.Length > 0 ? best : throw new FormatException("A shape needs something to look for.");
    }

    private static string Dull(ShapePart part) =>
        part.Words.IsEmpty ? new StringBuilder().Append(CharacterClasses.Expand(part.Class)[0], part.Min).ToString() : part.Words[0];
}
