using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PipelineGuard.Cli.RealImages;

/// <summary>A web proxy (RFC 9110 §7.6, §9.3.6) that leads every name to one server.</summary>
internal sealed class TestProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _server;
    private readonly bool _tunnels;
    private readonly Task _loop;

    /// <param name="server">Name and port of the server.</param>
    /// <param name="tunnels">Whether it lets through what is encrypted; many do so only for port 443.</param>
    public TestProxy(string server, bool tunnels)
    {
        (_server, _tunnels) = (server, tunnels);
        _listener.Start();
        _loop = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The first lines of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _loop.GetAwaiter().GetResult();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        using var upstream = new TcpClient();
        try
        {
            var stream = connection.GetStream();
            var head = await HeadAsync(stream);
            Requests.Enqueue(head.Split("\r\n")[0]);
            bool isTunnel = head.StartsWith("CONNECT ", StringComparison.Ordinal);
            if (isTunnel && !_tunnels)
            {
                await stream.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _end.Token);
                return;
            }
            await upstream.ConnectAsync(_server.Split(':')[0], int.Parse(_server.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture), _end.Token);
            if (isTunnel) await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _end.Token);
            else await upstream.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Forwarded(head)), _end.Token);
            await Task.WhenAny(PumpAsync(stream, upstream.GetStream()), PumpAsync(upstream.GetStream(), stream));
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
        {
            // One of both has hung up, or the test is over.
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 << 10];
        for (int read; (read = await from.ReadAsync(buffer, _end.Token)) > 0;) await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
    }

    // "GET http://host/path" becomes "GET /path", for one request.
    private static string Forwarded(string head)
    {
        var address = new Uri(head.Split(' ')[1]);
        return head.Replace($" {address.OriginalString} ", $" {address.PathAndQuery} ", StringComparison.Ordinal).Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal);
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _end.Token) > 0) head.Append((char)one[0]);
        return head.ToString();
    }
}
