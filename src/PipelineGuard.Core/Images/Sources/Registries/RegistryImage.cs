using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Opens images of registries.</summary>
internal static class RegistryImage
{
    /// <summary>Asks for the documents of an image; no layer is read yet.</summary>
    /// <param name="target">The target as the user named it.</param>
    /// <param name="reference">The image.</param>
    /// <param name="choice">Chooses one of several platforms.</param>
    /// <param name="access">How registries are talked to.</param>
    /// <param name="limits">Bounds what is read.</param>
    /// <param name="log">Takes what is wrong with an image that can be read all the same.</param>
    /// <param name="cancellation">Ends this, and every read of a layer.</param>
    /// <exception cref="GuardException">The registry does not give it, or it is no image.</exception>
    public static Image Open(string target, RegistryReference reference, ImageChoice choice, RegistryAccess access, ReadLimits limits, IScanLog log, CancellationToken cancellation)
    {
        var client = new RegistryClient(reference, access, log);
        try
        {
            var files = RegistryFiles.Open(client, reference, limits, cancellation);
            var manifest = choice.Choose(new OciLayout(files, new(files, target, limits, log), limits));
            return new()
            {
                Name = target,
                Kind = TargetName.Registry,
                LogicalName = reference.LogicalName,
                Reference = reference.ToString(),
                Digest = manifest.Digest,
                OfferedDigest = manifest.Offered,
                Platform = manifest.Platform,
                Config = manifest.Config,
                Layers = manifest.Layers,
                Attachments = new RegistryAttachments(client, reference, limits, log).List(files, manifest.Digest!.Value, cancellation),
                Source = files,
            };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
