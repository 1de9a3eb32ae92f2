using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PipelineGuard.Advisories.Feeds;

/// <summary>A web server on this machine that says exactly what a test wants, broken answers too.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, int, Answer> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly List<Task> _connections = [];
    private readonly Task _loop;

    /// <summary>Starts to serve.</summary>
    /// <param name="answer">The answer to a path and the how-manieth request this is, counted from 1.</param>
    /// <param name="certificate">What it shows as its certificate; null for a server that speaks plain text.</param>
    public LoopbackServer(Func<string, int, Answer> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        _loop = ServeAsync();
    }

    public string Address => $"http://{Host}/some%20base";

    /// <summary>Address and port.</summary>
    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The requests, head and all.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Thumbprints of the certificates that clients showed to a server with TLS; null for those that showed none.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string?> Clients { get; } = [];

    /// <summary>The bodies of those requests that had one.</summary>
    public List<string> Bodies { get; } = [];

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        Task.WhenAll([_loop, .. _connections]).GetAwaiter().GetResult();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException) // Whichever Stop() causes.
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = await GreetAsync(connection.GetStream());
            var head = await ReadHeadAsync(stream);
            if (head.Length == 0) return;
            Answer answer;
            lock (Requests)
            {
                Requests.Add(head);
                answer = _answer(head.Split(' ')[1], Requests.Count);
            }
            if (answer.Status == 0) await Task.Delay(Timeout.Infinite, _end.Token);
            var length = answer.StatedLength ?? answer.Body.Length;
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} Status\r\nContent-Length: {length}\r\nConnection: close\r\n{answer.Headers}\r\n"), _end.Token);
            await SendAsync(stream, answer);
            if (answer.StaysSilent) await Task.Delay(Timeout.Infinite, _end.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client hung up, as it does when it is cancelled or does not trust the certificate, or the test is over.
        }
    }

    private async Task<Stream> GreetAsync(NetworkStream plain)
    {
        if (_certificate is null) return plain;
        var secure = new SslStream(plain);
#pragma warning disable CA5359 // It is clients that are looked at, and any certificate of theirs will do, or none.
        var options = new SslServerAuthenticationOptions { ServerCertificate = _certificate, ClientCertificateRequired = true, RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        await secure.AuthenticateAsServerAsync(options, _end.Token);
        Clients.Enqueue(secure.RemoteCertificate?.GetCertHashString());
        return secure;
    }

    private async Task SendAsync(Stream stream, Answer answer)
    {
        if (answer.Pause == TimeSpan.Zero)
        {
            await stream.WriteAsync(answer.Body, _end.Token);
            return;
        }
        for (int at = 0; at < answer.Body.Length; at++)
        {
            await stream.WriteAsync(answer.Body.AsMemory(at, 1), _end.Token);
            await stream.FlushAsync(_end.Token);
            await Task.Delay(answer.Pause, _end.Token);
        }
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. head]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0) return "";
            // The start of a TLS handshake (RFC 8446 §5.1): this server speaks plain text, and hangs up as others do.
            if (head.Count == 0 && one[0] == 0x16) return "";
            head.Add(one[0]);
        }
        var text = Encoding.ASCII.GetString([.. head]);
        // Closing a connection with something unread would reset it, and the answer could be lost.
        var length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        if (length is not null)
        {
            var body = new byte[int.Parse(length["Content-Length: ".Length..], System.Globalization.CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, _end.Token);
            lock (Requests) Bodies.Add(Encoding.UTF8.GetString(body));
        }
        return text;
    }
}

/// <summary>One answer of the server.</summary>
internal sealed record Answer(int Status, byte[] Body, string Headers = "")
{
    /// <summary>What the head says; null for the truth.</summary>
    public int? StatedLength { get; init; }

    /// <summary>Sends what there is and then nothing more, without hanging up.</summary>
    public bool StaysSilent { get; init; }

    /// <summary>How long it waits after each byte of the body.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>None at all, without hanging up.</summary>
    public static Answer None { get; } = new(0, []);

    public static Answer Of(int status, string headers = "") => new(status, [], headers);
}
