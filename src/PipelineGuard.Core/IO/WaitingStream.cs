namespace PipelineGuard.IO;

/// <summary>Reads a stream of the network on a thread that has no asynchronous way; no wait is longer than allowed.</summary>
/// <param name="inner">What is read; disposed with this.</param>
/// <param name="patience">How long one read may take.</param>
/// <param name="cancellation">Ends the next read, and the current one.</param>
internal sealed class WaitingStream(Stream inner, TimeSpan patience, CancellationToken cancellation) : ForwardStream
{
    private readonly byte[] _buffer = new byte[128 << 10];

    public override int Read(Span<byte> buffer)
    {
        int read = ReadAsync(Math.Min(buffer.Length, _buffer.Length)).GetAwaiter().GetResult();
        _buffer.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> ReadAsync(int wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return await inner.ReadAsync(_buffer.AsMemory(0, wanted), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"Nothing came for {patience.TotalSeconds:0} seconds.");
        }
    }
}
