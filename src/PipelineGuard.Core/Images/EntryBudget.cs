using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>What the layers of one image may add to memory together; used by all their threads.</summary>
internal sealed class EntryBudget(ReadLimits limits)
{
    private long _entries;
    private long _text;

    /// <summary>Takes room for one entry.</summary>
    /// <param name="textBytes">Bytes of its path and link target.</param>
    /// <exception cref="LimitException">There is no more.</exception>
    public void Take(int textBytes) => Take(1, textBytes);

    /// <summary>Takes room for several entries.</summary>
    /// <param name="entries">How many.</param>
    /// <param name="textBytes">Bytes of their paths and link targets.</param>
    /// <exception cref="LimitException">There is no more.</exception>
    public void Take(int entries, long textBytes)
    {
        if (Interlocked.Add(ref _entries, entries) > limits.ImageEntries)
        {
            throw new LimitException(nameof(ReadLimits.ImageEntries), limits.ImageEntries, "The image has more files and directories than");
        }
        if (Interlocked.Add(ref _text, textBytes) > limits.ImagePathBytes)
        {
            throw new LimitException(nameof(ReadLimits.ImagePathBytes), limits.ImagePathBytes, "The image's paths have more bytes than");
        }
    }
}
