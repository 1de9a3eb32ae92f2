namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>What reading one file may cost, with everything nested in it: an archive of a few bytes can be made to unpack to any size.</summary>
internal sealed class ArchiveBudget
{
    /// <summary>Archives inside archives inside the file. An .ear with a .war with a .jar has two; three are known.</summary>
    public const int MaxDepth = 8;

    // A fat archive of 300 MB unpacks to some more; this much is unpacked in some seconds.
    private const long MaxBytes = 4L << 30;

    // What is compressed already shrinks by little; archives whose own content is not compressed at all, by four or five.
    private const int MaxGrowth = 100;

    // What is smaller does no harm, however it was made.
    private const long MaxGrown = 64L << 20;

    // The fattest archives hold some thousand others and some thousand Maven files.
    private const int MaxEntries = 50_000;

    // Even an archive of nothing costs that.
    private const int OpenBytes = 64 << 10;

    private long _bytes = MaxBytes;

    /// <summary>Entries that may still be asked for.</summary>
    public int Entries { get; private set; } = MaxEntries;

    /// <summary>Takes the price of unpacking that many bytes; false when they are more than is left, and nothing is taken.</summary>
    public bool TryTake(long bytes)
    {
        if (bytes < 0 || bytes > _bytes - OpenBytes) return false;
        _bytes -= bytes + OpenBytes;
        return true;
    }

    /// <summary>True for an archive in an archive that was made to fill disks: it grows as no real one does.</summary>
    /// <param name="storedSize">Its bytes in the archive around it.</param>
    /// <param name="size">Its bytes when it is unpacked.</param>
    public static bool IsBomb(long storedSize, long size) => size > MaxGrown && size / MaxGrowth > storedSize;

    /// <summary>Takes the price of entries that were asked for.</summary>
    public void TakeEntries(int count) => Entries -= count;
}
