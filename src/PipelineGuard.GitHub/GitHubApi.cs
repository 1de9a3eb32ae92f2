using System.Net;
using Octokit;
using Octokit.Internal;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.GitHub;

/// <summary>GitHub's REST API for one repository: Octokit's connection with JSON of our own, so that it works without reflection.</summary>
internal sealed class GitHubApi : IDisposable
{
    private const string MediaType = "application/vnd.github+json";
    private const int DetailLength = 500;

    // A pull request with more comments or files than this is beyond what a person reads.
    private const int MaxPages = 30;
    private const int PageSize = 100;

    private readonly HttpClientAdapter _http;
    private readonly Connection _connection;
    private readonly string _repository;

    /// <summary>Sends nothing yet. A proxy is taken from the environment, as .NET's <see cref="HttpClient"/> does.</summary>
    /// <param name="job">Which repository, at which address.</param>
    /// <param name="token">The token; never shown.</param>
    /// <param name="patience">How patient it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends every request.</param>
    public GitHubApi(GitHubJob job, string token, Patience patience, TimeProvider time, CancellationToken cancellation)
    {
        _repository = $"repos/{job.Repository}";
        _http = new HttpClientAdapter(() => new PatientHandler(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = patience.Silence }, patience, time, cancellation));
        // The handler keeps the time, of each attempt.
        _http.SetRequestTimeout(Timeout.InfiniteTimeSpan);
        var product = new ProductHeaderValue("PipelineGuard", ToolVersion.Current);
        _connection = new Connection(product, job.Api, new InMemoryCredentialStore(new Credentials(token)), _http, new ApiMessages());
    }

    public void Dispose() => _http.Dispose();

    // What a server leaves out of an answer, or all of it, is null.
    public Task<T?> GetAsync<T>(string path) => AskAsync(() => _connection.Get<T>(At(path), new Dictionary<string, string>(), MediaType));

    public Task<T?> PostAsync<T>(string path, object body) => AskAsync(() => _connection.Post<T>(At(path), body, MediaType, "application/json"));

    public Task<T?> PatchAsync<T>(string path, object body) => AskAsync(() => _connection.Patch<T>(At(path), body, MediaType));

    public Task DeleteAsync(string path) => AskAsync(() => _connection.Delete<object>(At(path), null!, MediaType));

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<T>> ListAsync<T>(string path)
    {
        var all = new List<T>();
        for (int page = 1; page <= MaxPages; page++)
        {
            var items = await GetAsync<List<T?>>($"{path}?per_page={PageSize}&page={page}").ConfigureAwait(false) ?? [];
            all.AddRange(items.OfType<T>());
            if (items.Count < PageSize) break;
        }
        return all;
    }

    private Uri At(string path) => new($"{_repository}/{path}", UriKind.Relative);

    private static async Task<T?> AskAsync<T>(Func<Task<IApiResponse<T>>> ask)
    {
        try
        {
            var answer = await ask().ConfigureAwait(false);
            var status = answer.HttpResponse.StatusCode;
            // A redirection that leads nowhere has done nothing.
            return status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous ? answer.Body : throw new GitHubException(status, $"{(int)status}, which leads nowhere");
        }
        catch (ApiException failure)
        {
            throw new GitHubException(failure.StatusCode, Detail(failure), failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or System.Text.Json.JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            throw new GitHubException(null, SafeText.OneLine(failure.Message, DetailLength), failure);
        }
    }

    private static string Detail(ApiException failure)
    {
        var body = failure.HttpResponse?.Body as string;
        return $"{(int)failure.StatusCode} {SafeText.OneLine(MessageOf(body) ?? body ?? failure.Message, DetailLength)}";
    }

    private static string? MessageOf(string? body)
    {
        try
        {
            return string.IsNullOrEmpty(body) ? null : new ApiMessages().Deserialize<ApiFault>(body)?.Message is { } message ? $"{message}{Errors(body)}" : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    // What exactly was wrong stands in "errors", in several shapes; a person can read them all.
    private static string Errors(string body)
    {
        using var document = System.Text.Json.JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("errors", out var errors) ? $": {errors.GetRawText()}" : "";
    }
}

/// <summary>A request that did not do what it should.</summary>
/// <param name="status">The answer's status; null when there was no answer.</param>
/// <param name="detail">What GitHub said, on one line.</param>
/// <param name="inner">What Octokit made of it; null when it was not Octokit's.</param>
internal sealed class GitHubException(HttpStatusCode? status, string detail, Exception? inner = null) : Exception(detail, inner)
{
    /// <summary>
    /// True when the token may not do this: GitHub answers 403 to a token that lacks a permission, and 404 where even the existence is secret.
    /// Rate limits are no such thing.
    /// </summary>
    public bool IsRefusal => status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound
        || (status is HttpStatusCode.Forbidden && !IsLimit(Message));

    /// <summary>True for the words with which GitHub says that it was asked too often; Enterprise servers have older ones.</summary>
    public static bool IsLimit(string words) =>
        words.Contains("rate limit", StringComparison.OrdinalIgnoreCase) || words.Contains("abuse detection", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when there is nothing at this address, as far as the token may know.</summary>
    public bool IsUnknown => status is HttpStatusCode.NotFound;

    /// <summary>The problem it amounts to.</summary>
    public ProblemInfo Problem => IsRefusal ? Problems.PublishRefused : Problems.PublishFailed;
}
