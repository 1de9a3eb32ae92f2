using PipelineGuard.IO;
using PipelineGuard.IO.Tar;

namespace PipelineGuard.Images;

/// <summary>
/// The yardstick for the speed of a scan: the same threads uncompress every layer and walk its archive, and look at nothing. No
/// digests, no names, no analysis. Layers that cannot be read are passed over.
/// </summary>
internal static class BareRead
{
    /// <summary>Reads everything; gives the uncompressed bytes.</summary>
    public static async Task<long> RunAsync(Image image, CancellationToken cancellation)
    {
        long bytes = 0;
        await LayerSchedule.RunAsync(image.Layers, Read, cancellation).ConfigureAwait(false);
        return bytes;

        void Read(Layer layer, bool twoThreads, CancellationToken stop)
        {
            if (layer.Blob is not null) Interlocked.Add(ref bytes, Walk(layer, twoThreads, stop));
        }
    }

    private static long Walk(Layer layer, bool twoThreads, CancellationToken cancellation)
    {
        using var stream = new LayerStream(layer, hashed: false, ReadLimits.Default, onRead: null, cancellation);
        using var pipe = twoThreads ? new BlockPipe(stream.Fill, LayerStream.BlockSize) : null;
        var blocks = pipe as IBlockSource ?? new DirectBlocks(stream.Fill, LayerStream.BlockSize);
        using var tar = new TarReader(blocks, ReadLimits.Default);
        while (tar.MoveNext())
        {
        }
        while (!blocks.Next().IsEmpty)
        {
        }
        return stream.Bytes;
    }
}
