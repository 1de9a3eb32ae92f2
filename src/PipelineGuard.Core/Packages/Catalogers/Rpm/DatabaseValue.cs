namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>
/// Puts one value after the other together from the places where a database keeps its pieces. No byte of an honest file belongs to two
/// values, so all values together are no longer than the file: what asks for more was made to keep us busy.
/// </summary>
/// <param name="fileLength">The size of the file.</param>
internal sealed class DatabaseValue(long fileLength)
{
    // The headers of the largest packages, with a hundred thousand files, have some twenty megabytes.
    private const int MaxLength = 64 << 20;

    private byte[] _bytes = [];
    private int _expected;
    private long _left = fileLength;

    /// <summary>What was put together so far; valid until the next value is started.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    /// <summary>The number of bytes put together so far.</summary>
    public int Length { get; private set; }

    /// <summary>The number of bytes still missing.</summary>
    public int Missing => _expected - Length;

    /// <summary>Starts a value of that length; false when no honest file can hold it.</summary>
    public bool TryStart(long length)
    {
        Length = 0;
        _expected = 0;
        if (length is < 0 or > MaxLength || length > _left) return false;
        _expected = (int)length;
        if (_bytes.Length < _expected) _bytes = new byte[Math.Max(_expected, Math.Min(2 * _bytes.Length, MaxLength))];
        return true;
    }

    /// <summary>Makes room for the next piece of at most that length; it is to be filled.</summary>
    public Span<byte> Next(int length)
    {
        var room = _bytes.AsSpan(Length, Math.Min(length, Missing));
        Length += room.Length;
        _left -= room.Length;
        return room;
    }
}
