using PipelineGuard.Findings;

namespace PipelineGuard.Advisories;

/// <summary>Says when advisory data is too old to be trusted with a verdict.</summary>
internal static class AgeGate
{
    /// <summary>How old the data of a day is.</summary>
    public static TimeSpan AgeOf(DateOnly day, TimeProvider time) => time.GetUtcNow() - new DateTimeOffset(day, default, TimeSpan.Zero);

    /// <summary>The problem (PG4002) when the data is older than allowed; else null.</summary>
    /// <param name="info">The data.</param>
    /// <param name="maxAge">How old it may be, in whole days or parts of them; null for any age.</param>
    /// <param name="time">The clock.</param>
    public static ScanProblem? Check(AdvisoryDataInfo info, TimeSpan? maxAge, TimeProvider time)
    {
        var age = time.GetUtcNow() - info.AsOf;
        return age > maxAge
            ? new(Problems.AdvisoriesTooOld, info.Ecosystem, string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"It is of {info.AsOf:yyyy-MM-dd}, {age.TotalDays:0} days old; the limit is {maxAge.Value.TotalDays:0.#} days."))
            : null;
    }
}
