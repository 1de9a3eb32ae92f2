namespace PipelineGuard.Archives;

/// <summary>What all archives of an image may cost together. Safe to use from several threads.</summary>
internal sealed class UnpackingTotal
{
    // As much as a layer may have.
    private long _left = 16L << 30;

    /// <summary>Takes the price of that many bytes; false when all is spent.</summary>
    public bool TryTake(long bytes) => Interlocked.Add(ref _left, -bytes) >= 0;
}

/// <summary>What opening one file may cost, with every archive nested in it: a few bytes can be made to unpack to any size.</summary>
/// <param name="size">Bytes of the file.</param>
/// <param name="total">What all archives may cost.</param>
internal sealed class UnpackingBudget(long size, UnpackingTotal total)
{
    /// <summary>Archives in archives in the file.</summary>
    public const int MaxDepth = 5;

    /// <summary>Entries of all archives in the file.</summary>
    public const int MaxEntries = 100_000;

    /// <summary>Bytes that any file may unpack to.</summary>
    public const long FreeBytes = 256L << 20;

    /// <summary>How much larger than itself a file may become beyond that.</summary>
    public const int MaxRatio = 200;

    private const long MaxBytes = 4L << 30;

    private readonly long _maxBytes = Math.Min(MaxBytes, Math.Max(FreeBytes, size * MaxRatio));
    private long _bytes;

    /// <summary>Entries that may still be looked at.</summary>
    public int Entries { get; private set; } = MaxEntries;

    /// <summary>Takes the price of bytes that were unpacked.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="price">How much dearer than others each is, as all archives of an image share a time.</param>
    /// <exception cref="UnpackingException">They are too many.</exception>
    public void Take(int bytes, int price)
    {
        _bytes += bytes;
        if (_bytes > _maxBytes) throw new UnpackingException($"It unpacks to more than {_maxBytes} bytes.");
        if (!total.TryTake((long)bytes * price)) throw new UnpackingException("The archives of the image unpack to more than can be looked at.");
    }

    /// <summary>Takes the price of entries.</summary>
    /// <exception cref="UnpackingException">They are too many.</exception>
    public void TakeEntries(int count)
    {
        Entries -= count;
        if (Entries < 0) throw new UnpackingException($"It holds more than {MaxEntries} files.");
    }
}

/// <summary>A file costs more than may be spent on it, so nothing more of it is looked at.</summary>
internal sealed class UnpackingException(string message) : Exception(message);
