using System.Runtime.ExceptionServices;

namespace PipelineGuard.IO;

/// <summary>
/// Makes blocks on a thread of its own while the reader works on earlier ones. So an image with one big layer keeps two cores busy:
/// one inflates, the other hashes, walks and analyses. Holds <see cref="Depth"/> blocks, however fast the maker is.
/// </summary>
internal sealed class BlockPipe : IBlockSource, IDisposable
{
    // Enough that neither side waits for the other's jitter; more would only fall out of the cache.
    private const int Depth = 4;

    private readonly BlockFill _fill;
    private readonly byte[][] _buffers = new byte[Depth][];
    private readonly int[] _lengths = new int[Depth];
    private readonly SemaphoreSlim _free = new(Depth);
    private readonly SemaphoreSlim _full = new(0);
    private readonly Thread _maker;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stopped;
    private bool _holding;
    private int _next;

    /// <summary>Starts to make blocks at once.</summary>
    /// <param name="fill">Where the bytes come from; called by the making thread only, until this is disposed.</param>
    /// <param name="blockSize">Bytes of one block.</param>
    public BlockPipe(BlockFill fill, int blockSize)
    {
        _fill = fill;
        for (int i = 0; i < Depth; i++) _buffers[i] = new byte[blockSize];
        _maker = new Thread(Make) { IsBackground = true, Name = "PipelineGuard layer" };
        _maker.Start();
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        // Behind the last block the maker is gone: there is nothing to wait for.
        if (_holding && _lengths[(_next - 1) % Depth] == 0) return default;
        if (_holding) _free.Release();
        _full.Wait();
        int slot = _next++ % Depth;
        _holding = true;
        if (_lengths[slot] == 0) _failure?.Throw();
        return _buffers[slot].AsMemory(0, _lengths[slot]);
    }

    /// <inheritdoc/>
    public long Skip(long count) => 0;

    /// <summary>Stops the maker and waits for it: what it reads from may be disposed afterwards.</summary>
    public void Dispose()
    {
        _stopped = true;
        _free.Release();
        _maker.Join();
        _free.Dispose();
        _full.Dispose();
    }

    // The semaphores order all writes here before the reads of the reader's thread.
    private void Make()
    {
        int slot = 0;
        do
        {
            _free.Wait();
            if (_stopped) return;
            _lengths[slot] = Fill(_buffers[slot]);
            _full.Release();
        }
        while (_lengths[slot] > 0 && (slot = (slot + 1) % Depth) >= 0);
    }

    private int Fill(byte[] buffer)
    {
        try
        {
            return _fill(buffer);
        }
#pragma warning disable CA1031 // Every failure belongs to the reader's thread, which throws it again in its turn.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
            return 0;
        }
    }
}
