using System.Collections.Immutable;
using PipelineGuard.Images;
using PipelineGuard.Lifecycle;

namespace PipelineGuard.Dockerfiles;

/// <summary>What a rule may know besides the file itself. Everything is optional: a rule that misses something stays silent.</summary>
internal sealed record DockerfileContext
{
    /// <summary>Nothing is known.</summary>
    public static DockerfileContext Empty { get; } = new();

    /// <summary>Paths of the files in the build context, relative to it, forward slashes, before <c>.dockerignore</c>; default when it was not looked at.</summary>
    public ImmutableArray<string> ContextFiles { get; init; }

    /// <summary>Those of <see cref="ContextFiles"/> that hold a login of a package manager as it is: a <c>NuGet.config</c>, <c>.npmrc</c> or <c>pip.conf</c>.</summary>
    public ImmutableArray<string> ContextLogins { get; init; } = [];

    /// <summary>The text of the <c>.dockerignore</c> that applies; null when there is none, or the context was not looked at.</summary>
    public string? DockerIgnore { get; init; }

    /// <summary>The registries that images may come from, such as <c>docker.io</c>, with <c>*</c> for a part of a name; empty when all may be used.</summary>
    public ImmutableArray<string> TrustedRegistries { get; init; } = [];

    /// <summary>The labels that must be there, and the kind of their value (<c>text</c>, <c>semver</c>, <c>url</c>, …); empty when nothing is asked for.</summary>
    public ImmutableDictionary<string, string> LabelSchema { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>True when no labels but those of <see cref="LabelSchema"/> may be set.</summary>
    public bool StrictLabels { get; init; }

    /// <summary>What comments in the file that switch rules off may do.</summary>
    public IgnoreComments IgnoreComments { get; init; }

    /// <summary>True when <c># hadolint ignore</c> does nothing, whatever the policy allows: a <c>.hadolint.yaml</c> says so.</summary>
    public bool DisablesHadolintComments { get; init; }

    /// <summary>The platforms that base images have, by their names as the file has them once variables have their values; empty when nobody looked.</summary>
    public ImmutableDictionary<string, ImmutableArray<Platform>> BasePlatforms { get; init; } = ImmutableDictionary<string, ImmutableArray<Platform>>.Empty;

    /// <summary>The platform that the image is built for; null when nobody said.</summary>
    public Platform? TargetPlatform { get; init; }

    /// <summary>When support of products ends; null when such data are not at hand.</summary>
    public SupportDates? SupportDates { get; init; }

    /// <summary>The day on which the file is judged; null when nobody said, and then nothing is out of support.</summary>
    public DateOnly? Today { get; init; }
}
