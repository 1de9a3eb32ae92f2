namespace PipelineGuard.Reporting.Sarif;

/// <summary>
/// What the hosts that read SARIF accept. Beyond a limit they refuse the whole file or drop what they please, so we trim first and say so.
/// GitHub: "SARIF support for code scanning", section "SARIF file limits". There is always one run, one location for a result and no
/// extension, so those limits cannot be reached.
/// </summary>
internal sealed record SarifLimits
{
    public static SarifLimits Hosts { get; } = new();

    /// <summary>Bytes of the file after gzip.</summary>
    public long GzippedBytes { get; init; } = 10_000_000;

    /// <summary>Results that are kept, the worst; more than 25,000 are refused.</summary>
    public int Results { get; init; } = 5_000;

    /// <summary>Rules; with at most one for a result the number of results is reached first.</summary>
    public int Rules { get; init; } = 25_000;

    /// <summary>Tags of a rule that are kept; more than 20 are refused.</summary>
    public int Tags { get; init; } = 10;

    /// <summary>UTF-16 units of a rule's id or name.</summary>
    public int Name { get; init; } = 255;

    /// <summary>UTF-16 units of a short or full description; also our own bound for messages.</summary>
    public int Description { get; init; } = 1_024;

    /// <summary>Notifications; our own bound, so that a damaged image cannot fill the file.</summary>
    public int Notifications { get; init; } = 1_000;
}
