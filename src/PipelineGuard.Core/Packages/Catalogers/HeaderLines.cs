using System.Text;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>What a line of a header block is.</summary>
internal enum HeaderLineKind
{
    /// <summary><c>Name: value</c>.</summary>
    Field,

    /// <summary>More of the value above: it starts with a space or a tab.</summary>
    Continuation,

    /// <summary>The end of a block.</summary>
    Blank,

    /// <summary>None of these.</summary>
    Garbled,
}

/// <summary>
/// Walks header blocks in the manner of RFC 822, as in Debian's control files (deb822(5)) and Python's metadata (core metadata
/// specification): fields, folded values, blank lines between blocks.
/// </summary>
/// <param name="text">The blocks, UTF-8.</param>
internal ref struct HeaderLines(ReadOnlySpan<byte> text)
{
    private Utf8Lines _lines = new(text);

    /// <summary>What the current line is.</summary>
    public HeaderLineKind Kind { get; private set; }

    /// <summary>The field's name; empty when the line is no field.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The line's part of the value, without surrounding white space.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The number of the current line, counted from 1.</summary>
    public readonly int Line => _lines.Number;

    /// <summary>Goes to the next line; false after the last.</summary>
    public bool Next()
    {
        Name = default;
        Value = default;
        if (!_lines.Next(out var line)) return false;
        int colon = line.IndexOf((byte)':');
        Kind = line.Trim(" \t"u8).IsEmpty ? HeaderLineKind.Blank
            : line[0] is (byte)' ' or (byte)'\t' ? HeaderLineKind.Continuation
            : colon > 0 ? HeaderLineKind.Field
            : HeaderLineKind.Garbled;
        if (Kind == HeaderLineKind.Field) Name = line[..colon];
        Value = (Kind == HeaderLineKind.Field ? line[(colon + 1)..] : line).Trim(" \t"u8);
        return true;
    }

    /// <summary>True when the current field has that name; case does not count in either format.</summary>
    public readonly bool IsNamed(ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(Name, name);

    /// <summary>The current value as text, decoded as <see cref="Plausibility.Decode"/> does.</summary>
    public readonly string Text() => Plausibility.Decode(Value);
}
