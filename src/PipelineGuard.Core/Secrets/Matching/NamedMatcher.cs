using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds values that are known only together with the name they are given to: <c>DATADOG_API_KEY=…</c>.</summary>
internal sealed class NamedMatcher : SecretMatcher
{
    private readonly SecretShape _shape;
    private readonly Lazy<Regex> _pattern;
    private readonly ImmutableArray<string> _alsoIn;

    /// <param name="names">Words of which one stands in the name, in any case.</param>
    /// <param name="shape">The value.</param>
    /// <param name="alsoIn">Words of which one stands in the name, too; empty when the first suffice. Underscores and dashes do not count.</param>
    public NamedMatcher(ImmutableArray<string> names, string shape, params ImmutableArray<string> alsoIn)
    {
        _shape = SecretShape.Parse(shape);
        _pattern = new(() => new Regex($@"\A(?:{_shape.ToPattern()})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        _alsoIn = alsoIn;
        Keywords = [.. names.Select(name => new Keyword(name, IgnoreCase: true))];
    }

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; }

    /// <inheritdoc/>
    public override int Before => Assignment.NameReach + 1;

    /// <inheritdoc/>
    public override int MaxLength => Assignment.Reach + Assignment.NameReach;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes => [$"{Example}={_shape.Text}"];

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless => [$"{Example}=$({Example})", $"{Example}=changeme"];

    private string Example => Keywords[0].Text.ToUpperInvariant().TrimEnd('_') + (_alsoIn.IsEmpty ? "" : $"_{_alsoIn[0].ToUpperInvariant()}");

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        if (!Assignment.TryRead(place.Text, place.Start, place.End, out var found) || found.Value.Length > _shape.MaxLength) return false;
        if (!_alsoIn.IsEmpty && !HasWord(place.Characters(found.Name))) return false;
        var value = place.Characters(found.Value);
        secret = found.Value;
        return _pattern.Value.IsMatch(value) && !Randomness.IsDull(value);
    }

    private bool HasWord(string name)
    {
        var letters = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return _alsoIn.Any(word => letters.Contains(word.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
    }
}
