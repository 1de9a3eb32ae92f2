using System.Net;
using System.Net.Http.Headers;

namespace PipelineGuard.IO;

/// <summary>How patient a download is. The pauses double and have no random part: a run is the same each time.</summary>
internal sealed record RetryPolicy
{
    /// <summary>The policy used when nothing else is said.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>How often one mirror is asked.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The pause after the first failure.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No pause is longer, whatever the server asks for.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a server may be silent, before the answer and within it.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after a failure.</summary>
    /// <param name="failure">Which failure it was, counted from 1.</param>
    /// <param name="retryAfter">What the server asked for (RFC 9110 §10.2.3); null when it did not.</param>
    /// <param name="now">The time, for servers that name a date.</param>
    public TimeSpan Pause(int failure, RetryConditionHeaderValue? retryAfter, DateTimeOffset now)
    {
        var pause = retryAfter?.Delta ?? (retryAfter?.Date - now) ?? FirstPause * (1 << Math.Min(failure - 1, 16));
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause > LongestPause ? LongestPause : pause;
    }

    /// <summary>True for answers that may be better next time.</summary>
    public static bool IsTemporary(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
