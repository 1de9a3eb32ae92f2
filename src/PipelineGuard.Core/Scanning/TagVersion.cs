using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Versions;

namespace PipelineGuard.Scanning;

/// <summary>
/// A tag taken apart. What is not a digit says which kind of image it is (<c>3.12.1-slim-bookworm</c> is of the kind <c>#.#.#-slim-bookworm</c>), so that
/// only like is compared with like; the numbers say how new it is.
/// </summary>
internal sealed class TagVersion : IComparable<TagVersion>
{
    // "2024" and "20240110" are a year and a day: what counts by the calendar has no major versions.
    private const int CalendarDigits = 4;

    private readonly ImmutableArray<string> _numbers;
    private readonly int _main;

    private TagVersion(string text, string kind, ImmutableArray<string> numbers, int main) => (Text, Kind, _numbers, _main) = (text, kind, numbers, main);

    /// <summary>The tag.</summary>
    public string Text { get; }

    /// <summary>The tag with <c>#</c> for each number.</summary>
    public string Kind { get; }

    /// <summary>The version without its last number: of <c>3.12.1-slim</c>, <c>3.12</c>; empty for a lone number.</summary>
    public string Line => string.Join('.', _numbers.Take(_main - 1).Select(number => number.TrimStart('0')));

    /// <summary>Takes a tag apart; null for one without a number: <c>latest</c>, <c>bookworm-slim</c>.</summary>
    public static TagVersion? Of(string tag)
    {
        var kind = new StringBuilder();
        var numbers = ImmutableArray.CreateBuilder<string>();
        int main = 0;
        for (ReadOnlySpan<char> rest = tag; !rest.IsEmpty;)
        {
            var run = DigitRun.Take(ref rest);
            if (!run.IsEmpty)
            {
                numbers.Add(run.ToString());
                kind.Append('#');
                if (main == 0 && !(rest.Length > 1 && rest[0] == '.' && char.IsAsciiDigit(rest[1]))) main = numbers.Count;
            }
            if (rest.IsEmpty) break;
            kind.Append(rest[0]);
            rest = rest[1..];
        }
        return numbers.Count == 0 ? null : new(tag, kind.ToString(), numbers.ToImmutable(), main);
    }

    /// <summary>
    /// The newer tags of the same kind and the same major version; of each line (3.11, 3.12, …) only the newest. The tag's own line comes first, because its
    /// newest changes least, then the newest lines.
    /// </summary>
    /// <param name="tags">What there is.</param>
    /// <param name="most">How many at most.</param>
    public ImmutableArray<string> NewerIn(IEnumerable<string> tags, int most)
    {
        var newest = tags.Select(Of).OfType<TagVersion>().Where(Succeeds).GroupBy(tag => tag.Line, StringComparer.Ordinal).Select(line => line.Max()!);
        return [.. newest.OrderByDescending(tag => tag.Line == Line).ThenByDescending(tag => tag).Take(most).Select(tag => tag.Text)];
    }

    /// <inheritdoc/>
    public int CompareTo(TagVersion? other)
    {
        if (other is null) return 1;
        for (int i = 0; i < Math.Min(_numbers.Length, other._numbers.Length); i++)
        {
            if (DigitRun.Compare(_numbers[i], other._numbers[i]) is not 0 and var order) return order;
        }
        return _numbers.Length != other._numbers.Length ? _numbers.Length - other._numbers.Length : string.CompareOrdinal(Text, other.Text);
    }

    private bool Succeeds(TagVersion other) =>
        other.Kind == Kind && IsSameMajor(other) && _numbers.Zip(other._numbers, (own, its) => DigitRun.Compare(own, its)).FirstOrDefault(order => order != 0) < 0;

    private bool IsSameMajor(TagVersion other) => _numbers[0].Length >= CalendarDigits ? other._numbers[0].Length == _numbers[0].Length : DigitRun.Compare(_numbers[0], other._numbers[0]) == 0;
}
