namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>
/// Bounds the work of expanding variables over a whole file. Without it thirty lines of <c>ENV A=$A$A</c> fill the memory; with it what is
/// too expensive is unknown.
/// </summary>
/// <param name="fileLength">Size of the file: larger files may have more variables.</param>
internal sealed class ExpansionBudget(int fileLength)
{
    /// <summary>Characters of one expanded word; the kernel allows no more in a path either.</summary>
    public const int LongestValue = 4096;

    /// <summary>Characters of a pattern in <c>${name#pattern}</c>, which is tried at each place of a value.</summary>
    public const int LongestPattern = 128;

    private long _left = 4_000_000 + (8L * fileLength);

    /// <summary>Takes the cost of one step; false when nothing is left.</summary>
    public bool Spend(long steps) => (_left -= steps) >= 0;
}
