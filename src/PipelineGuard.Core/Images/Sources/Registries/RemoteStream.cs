using System.Diagnostics;
using System.Globalization;
using System.Net;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// Downloads a blob while it is read. A connection that breaks is made again from where it broke (RFC 9110 §14); one that is silent, or so slow
/// that the layer would take days, is given up. Blocking, as the threads that read layers are. Whether the bytes are right is for the digest
/// to say, which the reader verifies.
/// </summary>
internal sealed class RemoteStream(RegistryClient client, Digest digest, long length, CancellationToken cancellation) : ForwardStream
{
    private const int BufferBytes = 128 << 10;
    private const int SlowestBytesPerSecond = 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private HttpResponseMessage? _response;
    private Stream? _body;
    private int _failures;
    private long _position;
    private TimeSpan _waited;
    private long _since;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        // One byte more than promised shows that there is more.
        int wanted = (int)Math.Min(Math.Min(buffer.Length, _buffer.Length), length - _position + 1);
        // The readers of layers have no asynchronous way; every wait in here has an end.
        int read = buffer.IsEmpty ? 0 : ReadAsync(wanted).GetAwaiter().GetResult();
        if (_position + read > length) throw new IOException($"The registry sends more than the {length} bytes that the manifest states.");
        _position += read;
        _buffer.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) HangUp();
        base.Dispose(disposing);
    }

    private async Task<int> ReadAsync(int wanted)
    {
        while (true)
        {
            string trouble;
            try
            {
                _body ??= await OpenAsync().ConfigureAwait(false);
                int read = await ReadInTimeAsync(wanted).ConfigureAwait(false);
                if (read > 0) _failures = 0;
                if (read > 0 || _position == length) return read;
                trouble = "the connection was closed";
            }
            catch (GuardException refusal)
            {
                throw new IOException(refusal.Detail, refusal);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                trouble = string.Create(CultureInfo.InvariantCulture, $"the registry was silent for {client.Retry.Silence.TotalSeconds:0.#} seconds");
            }
            catch (Exception broken) when (broken is HttpIOException or HttpRequestException or IOException { InnerException: not null })
            {
                trouble = broken.Message;
            }
            HangUp();
            if (++_failures >= client.Retry.Attempts) throw new IOException($"The download broke off after {_position} of {length} bytes: {trouble}.");
            await Task.Delay(client.Retry.Pause(_failures, null, default), cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Stream> OpenAsync()
    {
        _response = await client.GetBlobAsync(digest, _position, cancellation).ConfigureAwait(false);
        var headers = _response.Content.Headers;
        bool isRest = _response.StatusCode == HttpStatusCode.PartialContent;
        if (isRest && headers.ContentRange?.From != _position) throw new IOException("The registry sends another part of the layer than it was asked for.");
        long start = isRest ? _position : 0;
        if (headers.ContentLength is { } stated && stated != length - start) throw new IOException($"The registry has {stated + start} bytes where the manifest states {length}.");
        var body = await _response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        _body = body;
        // A registry may start again from the beginning.
        for (long behind = _position - start; behind > 0;)
        {
            int read = await ReadInTimeAsync((int)Math.Min(behind, _buffer.Length)).ConfigureAwait(false);
            if (read == 0) throw new HttpIOException(HttpRequestError.ResponseEnded);
            behind -= read;
        }
        return body;
    }

    // Only waiting counts: a reader that is slower than the network is no fault of the registry.
    private async Task<int> ReadInTimeAsync(int wanted)
    {
        var silence = client.Retry.Silence;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(silence);
        long started = Stopwatch.GetTimestamp();
        int read = await _body!.ReadAsync(_buffer.AsMemory(0, wanted), limit.Token).ConfigureAwait(false);
        _waited += Stopwatch.GetElapsedTime(started);
        _since += read;
        if (_waited < silence) return read;
        if (_since < silence.TotalSeconds * SlowestBytesPerSecond) throw new IOException($"The registry sends fewer than {SlowestBytesPerSecond} bytes in a second.");
        (_waited, _since) = (TimeSpan.Zero, 0);
        return read;
    }

    private void HangUp()
    {
        _response?.Dispose();
        (_response, _body) = (null, null);
    }
}
