namespace PipelineGuard.Policy;

/// <summary>Counts whole days in UTC, the time zone of advisory data.</summary>
internal static class Days
{
    /// <summary>The day of a point in time.</summary>
    public static DateOnly Of(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>Days from a point in time to a day; negative when it lies ahead.</summary>
    public static int Between(DateTimeOffset start, DateOnly end) => end.DayNumber - Of(start).DayNumber;
}
