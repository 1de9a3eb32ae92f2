using System.Collections.Immutable;

namespace PipelineGuard.Advisories.Osv;

/// <summary>One file of OSV's export: an advisory and the packages it is about.</summary>
/// <param name="Advisory">What it says about the vulnerability.</param>
/// <param name="Affected">What it says about packages, in the order of the file; one package may occur several times.</param>
internal sealed record OsvRecord(Advisory Advisory, ImmutableArray<OsvAffected> Affected)
{
    /// <summary>When its source took it back; null while it stands.</summary>
    public DateTimeOffset? Withdrawn { get; init; }
}

/// <summary>An entry of <c>affected[]</c>.</summary>
/// <param name="Ecosystem">The ecosystem without release.</param>
/// <param name="Package">The package as the source spells it.</param>
/// <param name="Versions">Its affected versions, with the release they are limited to.</param>
internal sealed record OsvAffected(string Ecosystem, string Package, AffectedVersions Versions);
