using System.Buffers.Text;

namespace PipelineGuard.IO.Tar;

/// <summary>
/// The records of one extended header that change how the next entry is read (POSIX.1-2001 pax, "pax Extended Header";
/// GNU tar manual, "Storing Sparse Files" for the sparse ones). All other records are passed over.
/// </summary>
internal ref struct PaxRecords
{
    /// <summary>Replaces the name; empty when not said.</summary>
    public ReadOnlySpan<byte> Path { get; private set; }

    /// <summary>Replaces the link's target; empty when not said.</summary>
    public ReadOnlySpan<byte> LinkPath { get; private set; }

    /// <summary>Replaces the size; null when not said, negative when it is no number.</summary>
    public long? Size { get; private set; }

    /// <summary>Replaces the user id; null when not said.</summary>
    public long? UserId { get; private set; }

    /// <summary>Replaces the group id; null when not said.</summary>
    public long? GroupId { get; private set; }

    /// <summary>True when the content is a sparse map with pieces.</summary>
    public bool IsSparse { get; private set; }

    /// <summary>Reads records of the form <c>length key=value\n</c>, where length counts the whole record.</summary>
    /// <exception cref="InvalidDataException">The form is not kept: nothing behind the place can be trusted.</exception>
    public static PaxRecords Parse(ReadOnlySpan<byte> text)
    {
        var result = new PaxRecords();
        while (!text.IsEmpty)
        {
            if (!Utf8Parser.TryParse(text, out int length, out int digits) || length > text.Length || length < digits + 3 || text[digits] != ' ' || text[length - 1] != '\n')
            {
                throw new InvalidDataException("A pax header is malformed.");
            }
            result.Take(text[(digits + 1)..(length - 1)]);
            text = text[length..];
        }
        return result;
    }

    private void Take(ReadOnlySpan<byte> record)
    {
        int equals = record.IndexOf((byte)'=');
        if (equals <= 0) throw new InvalidDataException("A pax header has a record without a key.");
        var key = record[..equals];
        var value = record[(equals + 1)..];
        if (key.SequenceEqual("path"u8)) Path = IsSparse && !Path.IsEmpty ? Path : value;
        else if (key.SequenceEqual("linkpath"u8)) LinkPath = value;
        else if (key.SequenceEqual("size"u8)) Size = Number(value);
        else if (key.SequenceEqual("uid"u8)) UserId = Number(value);
        else if (key.SequenceEqual("gid"u8)) GroupId = Number(value);
        else if (key.StartsWith("GNU.sparse."u8)) TakeSparse(key, value);
    }

    // In the sparse formats 0.1 and 1.0 the ordinary name is a made-up one and the real one stands here.
    private void TakeSparse(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        IsSparse = true;
        if (key.SequenceEqual("GNU.sparse.name"u8)) Path = value;
    }

    private static long Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long value, out int used) && used == text.Length ? value : -1;
}
