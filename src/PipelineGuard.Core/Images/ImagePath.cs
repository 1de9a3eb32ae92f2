namespace PipelineGuard.Images;

/// <summary>
/// A path inside an image: relative to its root, forward slashes, no empty, <c>.</c> or <c>..</c> parts. The root itself is empty.
/// It is never a path of the host.
/// </summary>
public readonly record struct ImagePath : IComparable<ImagePath>
{
    private readonly string? _value;

    private ImagePath(string value) => _value = value;

    /// <summary>The path without a leading slash, such as <c>etc/os-release</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The part behind the last slash.</summary>
    public ReadOnlySpan<char> Name => Value.AsSpan(Value.LastIndexOf('/') + 1);

    /// <summary>The part before the last slash; the root for a file at the top.</summary>
    public ImagePath Parent => Value.LastIndexOf('/') is var slash and >= 0 ? new(Value[..slash]) : default;

    /// <summary>
    /// Normalises a path as an archive or a link spells it. False when it would leave the image (<c>../../etc</c>) or holds a NUL:
    /// such an entry is an attack, not a name.
    /// </summary>
    public static bool TryNormalize(ReadOnlySpan<char> text, out ImagePath path)
    {
        path = default;
        if (text.Contains('\0')) return false;
        if (IsNormal(text))
        {
            path = new(text.ToString());
            return true;
        }
        var parts = new List<string>();
        foreach (var range in text.Split('/'))
        {
            switch (text[range])
            {
                case "" or ".": break;
                case ".." when parts.Count == 0: return false;
                case "..": parts.RemoveAt(parts.Count - 1); break;
                default: parts.Add(text[range].ToString()); break;
            }
        }
        // The root has one form only, so that it equals default.
        path = parts.Count == 0 ? default : new(string.Join('/', parts));
        return true;
    }

    /// <summary>Wraps a path known to be normal, such as one written in this code.</summary>
    /// <exception cref="ArgumentException">The path leaves the image.</exception>
    public static ImagePath Of(string text) =>
        TryNormalize(text, out var path) ? path : throw new ArgumentException($"'{text}' is not a path inside an image.", nameof(text));

    /// <summary>True when this path lies below <paramref name="folder"/>; everything but the root lies below the root.</summary>
    public bool IsBelow(ImagePath folder) =>
        folder.Value.Length == 0
            ? Value.Length > 0
            : Value.Length > folder.Value.Length && Value[folder.Value.Length] == '/' && Value.StartsWith(folder.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(ImagePath other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    // Nearly every entry of a real layer is normal already but for "./" in front or "/" behind.
    private static bool IsNormal(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == '/' || text[^1] == '/') return false;
        int start = 0;
        while (start <= text.Length)
        {
            int length = text[start..].IndexOf('/');
            if (length < 0) length = text.Length - start;
            if (text.Slice(start, length) is "" or "." or "..") return false;
            start += length + 1;
        }
        return true;
    }
}
