using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace PipelineGuard.GitHub;

/// <summary>One request that the stand-in got.</summary>
public sealed record SeenRequest(string Method, string Path, string Query, JsonNode? Body, WebHeaderCollection Headers);

/// <summary>What the stand-in answers instead of behaving well.</summary>
public sealed record Answer(int Status, string Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public TimeSpan Delay { get; init; }

    public static Answer Refusal { get; } = new(403, """{ "message": "Resource not accessible by integration" }""");
}

/// <summary>
/// Behaves as GitHub's REST API does for one repository, on this machine, under the path that Enterprise servers have. Checks every request
/// against GitHub's OpenAPI description where that is at hand.
/// </summary>
public sealed class GitHubStandIn : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _work;
    private long _nextId = 100;

    public GitHubStandIn()
    {
        int port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        Api = $"http://127.0.0.1:{port}/api/v3";
        _work = Task.Run(ServeAsync);
    }

    public string Api { get; }

    /// <summary>Every request, in the order in which they came.</summary>
    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    /// <summary>What was wrong with them.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>The comments of pull request 7.</summary>
    public List<JsonObject> Comments { get; } = [];

    /// <summary>The review comments of pull request 7.</summary>
    public List<JsonObject> ReviewComments { get; } = [];

    /// <summary>The files that pull request 7 changes.</summary>
    public List<JsonObject> Files { get; } = [];

    /// <summary>What GitHub says of an upload, look after look; the last one stays.</summary>
    public Queue<string> SarifStates { get; } = new(["""{ "processing_status": "pending" }""", """{ "processing_status": "complete", "analyses_url": "https://api.github.com/x" }"""]);

    /// <summary>Another answer than the usual one; null for the usual one.</summary>
    public Func<SeenRequest, Answer?> Instead { get; set; } = _ => null;

    public void Dispose()
    {
        _listener.Stop();
        _work.Wait(TimeSpan.FromSeconds(5));
        _listener.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var text = await reader.ReadToEndAsync();
            var url = context.Request.Url!;
            var request = new SeenRequest(context.Request.HttpMethod, url.AbsolutePath["/api/v3".Length..], url.Query, text.Length > 0 ? JsonNode.Parse(text) : null, (WebHeaderCollection)context.Request.Headers);
            Requests.Enqueue(request);
            Check(request);
            var answer = Instead(request) ?? Usual(request);
            await Task.Delay(answer.Delay);
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = "application/json; charset=utf-8";
            foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
            var bytes = Encoding.UTF8.GetBytes(answer.Body);
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client had enough.
        }
    }

    private void Check(SeenRequest request)
    {
        if (request.Headers["Authorization"] is not ("Token secret-token" or "Bearer secret-token")) Faults.Enqueue("no token");
        if (request.Headers["User-Agent"]?.StartsWith("PipelineGuard/", StringComparison.Ordinal) is not true) Faults.Enqueue("no user agent");
        if (request.Headers["X-GitHub-Api-Version"] != "2022-11-28") Faults.Enqueue("no version of the API");
        if (request.Headers["Accept"]?.Contains("application/vnd.github+json", StringComparison.Ordinal) is not true) Faults.Enqueue($"accepts {request.Headers["Accept"]}");
        var names = request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]);
        foreach (var fault in OpenApi.Published?.Faults(request.Method, request.Path, names, request.Body) ?? []) Faults.Enqueue(fault);
    }

    private Answer Usual(SeenRequest request)
    {
        const string Repository = "/repos/octo/shop/";
        if (!request.Path.StartsWith(Repository, StringComparison.Ordinal)) return new(404, """{ "message": "Not Found" }""");
        return (request.Method, request.Path[Repository.Length..].Split('/')) switch
        {
            ("POST", ["code-scanning", "sarifs"]) => new(202, """{ "id": "47177e22-5596-11eb-80a1-c1e54ef945c6", "url": "https://api.github.com/x" }"""),
            ("GET", ["code-scanning", "sarifs", _]) => new(200, SarifStates.Count > 1 ? SarifStates.Dequeue() : SarifStates.Peek()),
            ("POST", ["check-runs"]) => new(201, """{ "id": 4, "html_url": "https://github.com/octo/shop/runs/4" }"""),
            ("PATCH", ["check-runs", "4"]) => new(200, """{ "id": 4 }"""),
            ("GET", ["issues", "7", "comments"]) => Page(Comments, request.Query),
            ("POST", ["issues", "7", "comments"]) => Make(Comments, request.Body!),
            ("PATCH", ["issues", "comments", var id]) => Change(Comments.Find(comment => comment["id"]!.ToString() == id), request.Body!),
            ("DELETE", ["issues", "comments", var id]) => new(Comments.RemoveAll(comment => comment["id"]!.ToString() == id) > 0 ? 204 : 404, ""),
            ("GET", ["pulls", "7", "files"]) => Page(Files, request.Query),
            ("GET", ["pulls", "7", "comments"]) => Page(ReviewComments, request.Query),
            ("POST", ["pulls", "7", "reviews"]) => Review(request.Body!),
            ("POST", ["dependency-graph", "snapshots"]) => new(201, """{ "id": 12345, "created_at": "2026-05-04T01:14:52Z", "result": "SUCCESS", "message": "Dependency results for the repo have been successfully updated." }"""),
            _ => new(404, """{ "message": "Not Found" }"""),
        };
    }

    private static Answer Page(List<JsonObject> all, string query)
    {
        int page = int.Parse(query.Split("page=")[^1], CultureInfo.InvariantCulture);
        return new(200, new JsonArray([.. all.Skip((page - 1) * 100).Take(100).Select(item => item.DeepClone())]).ToJsonString());
    }

    private Answer Make(List<JsonObject> all, JsonNode body)
    {
        var made = new JsonObject
        {
            ["id"] = Interlocked.Increment(ref _nextId),
            ["body"] = body["body"]!.DeepClone(),
            ["html_url"] = "https://github.com/octo/shop/pull/7#issuecomment-1",
            ["user"] = new JsonObject { ["type"] = "Bot" },
            ["author_association"] = "NONE",
        };
        all.Add(made);
        return new(201, made.ToJsonString());
    }

    private static Answer Change(JsonObject? comment, JsonNode body)
    {
        if (comment is null) return new(404, """{ "message": "Not Found" }""");
        comment["body"] = body["body"]!.DeepClone();
        return new(200, comment.ToJsonString());
    }

    private Answer Review(JsonNode body)
    {
        foreach (var comment in body["comments"]!.AsArray()) Make(ReviewComments, comment!);
        return new(200, """{ "id": 80 }""");
    }
}
