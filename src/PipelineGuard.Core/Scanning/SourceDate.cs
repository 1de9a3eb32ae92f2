using System.Globalization;

namespace PipelineGuard.Scanning;

/// <summary>The time that a build wants to be named in what it makes (reproducible-builds.org, <c>SOURCE_DATE_EPOCH</c>).</summary>
internal static class SourceDate
{
    // The last second of the year 9999.
    private const long Latest = 253_402_300_799;

    /// <summary>That of the environment; null when it is not set, or is no number of seconds since 1970.</summary>
    public static DateTimeOffset? OfEnvironment() => Parse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"));

    /// <summary>Reads one.</summary>
    public static DateTimeOffset? Parse(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= Latest ? DateTimeOffset.FromUnixTimeSeconds(number) : null;
}
