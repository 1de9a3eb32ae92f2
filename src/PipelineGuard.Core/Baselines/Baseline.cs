using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Baselines;

/// <summary>The findings that are known already: new ones are told from them.</summary>
public sealed class Baseline
{
    private readonly ILookup<string, BaselineEntry> _byFingerprint;

    /// <summary>Takes entries; of those that are the same one is kept.</summary>
    /// <param name="entries">The entries, in any order.</param>
    public Baseline(IEnumerable<BaselineEntry> entries)
    {
        Entries = [.. entries.DistinctBy(entry => (entry.Fingerprint, entry.Target)).Order()];
        _byFingerprint = Entries.ToLookup(entry => entry.Fingerprint, StringComparer.Ordinal);
    }

    /// <summary>All entries, sorted.</summary>
    public ImmutableArray<BaselineEntry> Entries { get; }

    /// <summary>Writes findings down; waived ones too, so that the end of a waiver is no news.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="logicalNames">The logical name of each target.</param>
    public static Baseline Of(IEnumerable<Finding> findings, IReadOnlyDictionary<string, string> logicalNames) => new(
        from finding in findings
        select new BaselineEntry(finding.Fingerprint, finding.Rule.Value, SubjectOf(finding), finding.Severity, logicalNames.GetValueOrDefault(finding.Target)));

    /// <summary>True for a finding that is in it.</summary>
    /// <param name="fingerprint">The finding's fingerprint.</param>
    /// <param name="target">The logical name of its target; null when unknown.</param>
    public bool Knows(string fingerprint, string? target) => _byFingerprint[fingerprint].Any(entry => entry.Target is null || target is null || entry.Target == target);

    /// <summary>Tells what is in another one and not in this one, and the other way round.</summary>
    /// <param name="newer">The other one.</param>
    public (ImmutableArray<BaselineEntry> Added, ImmutableArray<BaselineEntry> Fixed) DifferenceTo(Baseline newer) =>
        ([.. newer.Entries.Where(entry => !Knows(entry.Fingerprint, entry.Target))], [.. Entries.Where(entry => !newer.Knows(entry.Fingerprint, entry.Target))]);

    private static string SubjectOf(Finding finding) => finding.Package?.Name ?? (finding.Attribution?.FoundAt ?? finding.Location).Path;
}
