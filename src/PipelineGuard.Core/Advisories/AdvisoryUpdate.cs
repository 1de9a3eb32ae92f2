namespace PipelineGuard.Advisories;

/// <summary>What became of the data of one ecosystem.</summary>
public enum AdvisoryUpdateOutcome
{
    /// <summary>A new store was written.</summary>
    Written,

    /// <summary>The server has nothing newer; the store was marked as confirmed today.</summary>
    Unchanged,

    /// <summary>It failed, and a problem says why; a store that was there before is untouched.</summary>
    Failed,
}

/// <summary>The result for one ecosystem of <c>db build</c> or <c>db update</c>.</summary>
/// <param name="Ecosystem">The ecosystem without release.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Data">What the store holds now; null when it failed.</param>
/// <param name="Unreadable">Records that were left out because they could not be read.</param>
public sealed record AdvisoryUpdate(string Ecosystem, AdvisoryUpdateOutcome Outcome, AdvisoryDataInfo? Data, int Unreadable);

/// <summary>One store of the database, for <c>db status</c>.</summary>
/// <param name="Ecosystem">The ecosystem without release.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Data">What it holds; null when it is damaged.</param>
/// <param name="Source">The address it came from; empty for files.</param>
public sealed record AdvisoryStoreStatus(string Ecosystem, string Path, long Bytes, AdvisoryDataInfo? Data, string Source);

/// <summary>How far a build or an update has come.</summary>
/// <param name="Ecosystem">The ecosystem whose turn it is.</param>
/// <param name="Done">Ecosystems done before it.</param>
/// <param name="Total">Ecosystems in all.</param>
public readonly record struct AdvisoryProgress(string Ecosystem, int Done, int Total);
