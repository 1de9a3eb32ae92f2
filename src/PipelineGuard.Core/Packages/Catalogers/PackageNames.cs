using System.Collections.Immutable;
using System.Text;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>
/// Gathers the names that packages of one file need or provide. Thousands of packages need the same few (<c>libc6</c>), so each name is one string.
/// </summary>
internal sealed class PackageNames
{
    // No package manager allows longer ones.
    private const int MaxLength = 256;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly ImmutableArray<string>.Builder _gathered = ImmutableArray.CreateBuilder<string>();

    public PackageNames() => _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds a name to the list that is being gathered; one that no package can have is left out.</summary>
    public void Add(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > MaxLength || name.ContainsAnyExceptInRange((byte)'!', (byte)'~') || _gathered.Count >= Plausibility.MaxNames) return;
        Span<char> text = stackalloc char[MaxLength];
        var chars = text[..Encoding.ASCII.GetChars(name, text)];
        if (!_lookup.TryGetValue(chars, out var known)) _known.Add(known = chars.ToString());
        _gathered.Add(known);
    }

    /// <summary>The names gathered since the last call.</summary>
    public ImmutableArray<string> Take()
    {
        if (_gathered.Count == 0) return [];
        var names = _gathered.ToImmutable();
        _gathered.Clear();
        return names;
    }
}
