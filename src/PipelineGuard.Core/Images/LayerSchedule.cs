using System.Collections.Immutable;

namespace PipelineGuard.Images;

/// <summary>Does something with all layers on all cores, biggest first, so that no core is left with a big one at the end.</summary>
internal static class LayerSchedule
{
    /// <summary>Calls <paramref name="read"/> once for each layer, from as many threads as there are cores.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="read">Gets the layer, whether other cores would idle while it is read (so a second thread pays), and a token that also ends when another layer failed.</param>
    /// <param name="cancellation">Ends all.</param>
    public static async Task RunAsync(ImmutableArray<Layer> layers, Action<Layer, bool, CancellationToken> read, CancellationToken cancellation)
    {
        var order = layers.OrderByDescending(layer => layer.Size).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        int next = -1;
        var workers = new Task[Math.Min(Environment.ProcessorCount, order.Length)];
        for (int i = 0; i < workers.Length; i++) workers[i] = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(workers).ConfigureAwait(false);

        void Work()
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < order.Length;) read(order[i], LeavesCoresIdle(order, i), stop.Token);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }

    // A layer that is longer than all that is left for the other cores together is what everybody waits for in the end.
    private static bool LeavesCoresIdle(Layer[] order, int index)
    {
        long rest = 0;
        for (int i = index + 1; i < order.Length; i++) rest += order[i].Size;
        return order[index].Size > WorthAThread && rest < order[index].Size * (Environment.ProcessorCount - 1L);
    }

    private const long WorthAThread = 1 << 20;
}
