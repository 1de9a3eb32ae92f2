using System.Collections.Immutable;
using PipelineGuard.Packages;

namespace PipelineGuard.Vulnerabilities.Explaining;

/// <summary>Why a vulnerability was or was not found in one installed package.</summary>
/// <param name="Package">The package as installed.</param>
/// <param name="Key">Under what it was looked up; null when it could not be.</param>
/// <param name="Outcome">The nearest that an advisory came.</param>
/// <param name="Advisories">Each advisory that names it, those that came nearest first.</param>
internal sealed record PackageTrace(Package Package, AdvisoryKey? Key, MatchOutcome Outcome, ImmutableArray<AdvisoryTrace> Advisories);
