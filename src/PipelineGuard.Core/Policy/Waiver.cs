using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>Findings that somebody has accepted: still reported, as suppressed, but without a say in the verdict.</summary>
/// <param name="Id">The rule or advisory, or one of the advisory's aliases; compared without case. <see cref="AnySecret"/> for every rule about secrets.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Source">The line that says so.</param>
public sealed record Waiver(string Id, string Reason, Location Source)
{
    /// <summary>Stands for every rule about secrets.</summary>
    public const string AnySecret = "secrets";

    /// <summary>The last day on which it holds; null, possible only in <c>.trivyignore</c>, when it holds for ever.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Only findings about such packages; null for all.</summary>
    public PackagePattern? Package { get; init; }

    /// <summary>Only findings in such files, in the image or the repository; null for all.</summary>
    public PathPattern? Path { get; init; }

    /// <summary>Only the secret with this hash, as reports show it; null for all findings.</summary>
    public string? Secret { get; init; }

    /// <summary>Only findings of targets with such names; null for all.</summary>
    public PathPattern? Target { get; init; }

    /// <summary>For a vulnerability: why it does not matter, one of <see cref="VexJustifications.All"/>; null when that is not said.</summary>
    public string? Justification { get; init; }

    /// <summary>True when it stands in another tool's file, which may well list ids that only that tool knows: then unused is no news.</summary>
    internal bool IsForeign { get; init; }

    /// <summary>True on the last day and before, false from the day after on.</summary>
    internal bool HoldsOn(DateOnly today) => Expires is not { } last || today <= last;

    /// <summary>True when it is about everything in the archive that a problem names.</summary>
    internal bool Covers(ScanProblem archive) => Secret is null && Package is null && Path?.Matches(archive.Subject) == true && (Target is null || (archive.Target is { } name && Target.Matches(name)));

    /// <summary>True when it is about the finding, which has the id; the date is not looked at.</summary>
    internal bool Covers(Finding finding) =>
        (Id != AnySecret || finding.Kind == FindingKind.Secret)
        && (Secret is null || finding.Secret?.Hash.Equals(Secret, StringComparison.OrdinalIgnoreCase) == true)
        && (Package is null || finding.Package is { } package && Package.Matches(package.Purl))
        && (Path is null || Path.Matches(finding.Location.Path) || finding.Attribution is { } from && Path.Matches(from.FoundAt.Path) || finding.Package?.FoundIn is { } file && Path.Matches(file))
        && (Target is null || Target.Matches(finding.Target));
}
