using System.Collections.Immutable;
using PipelineGuard.Hardening.Settings;
using PipelineGuard.Malware;
using PipelineGuard.Packages;
using PipelineGuard.Secrets;

namespace PipelineGuard.Scanning;

/// <summary>Everything that was learned from one file of a layer; a value, so that it can be kept with the layer.</summary>
internal sealed record FileReport
{
    /// <summary>What it says about packages; null when it says nothing.</summary>
    public CatalogedFile? Packages { get; init; }

    /// <summary>What in it points to malware, or tells what its content should be; null when nothing does.</summary>
    public FileMalware? Malware { get; init; }

    /// <summary>The secrets in it, in the order of its text.</summary>
    public ImmutableArray<SecretHit> Secrets { get; init; } = [];

    /// <summary>What it says about the system's settings; null when it says nothing.</summary>
    public SettingsFile? Settings { get; init; }

    /// <summary>True when there is nothing to keep.</summary>
    public bool IsEmpty => Packages is null or { Packages.IsEmpty: true, Owned.IsEmpty: true, Distribution: null, Unlisted: null } && Malware is null && Settings is null && Secrets.IsEmpty;
}
