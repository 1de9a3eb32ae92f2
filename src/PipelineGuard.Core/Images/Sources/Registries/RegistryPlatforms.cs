using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Asks a registry for which platforms it has an image.</summary>
internal static class RegistryPlatforms
{
    /// <summary>The platforms, each once, in the registry's order; those that neither the index nor a configuration states are left out.</summary>
    /// <param name="reference">The image.</param>
    /// <param name="access">How registries are talked to.</param>
    /// <param name="limits">Bounds what is read.</param>
    /// <param name="log">Takes what is wrong with an image that can be read all the same.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GuardException">The registry does not give it, or it is no image.</exception>
    public static ImmutableArray<Platform> Of(RegistryReference reference, RegistryAccess access, ReadLimits limits, IScanLog log, CancellationToken cancellation)
    {
        using var files = RegistryFiles.Open(new(reference, access, log), reference, limits, cancellation);
        var layout = new OciLayout(files, new(files, reference.ToString(), limits, log), limits);
        return [.. layout.Offers().Select(offer => offer.Platform ?? layout.Open(offer).Platform).OfType<Platform>().Distinct()];
    }
}
