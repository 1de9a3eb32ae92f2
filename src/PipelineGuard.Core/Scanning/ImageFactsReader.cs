using System.Collections.Immutable;
using PipelineGuard.Hardening;
using PipelineGuard.Hardening.Settings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Puts together what the rules about images know.</summary>
internal static class ImageFactsReader
{
    /// <summary>The facts of an image whose layers were read.</summary>
    public static ImageFacts Read(Image image, ImageContents<FileReport> contents, Inventory inventory, TargetReport report, ImmutableArray<string> trustedRegistries) => new(contents.View)
    {
        Target = image.Name,
        LogicalName = image.LogicalName,
        Reference = image.Reference,
        Config = image.Config,
        HasConfig = image.Config != ImageConfig.Empty,
        Inventory = inventory,
        TrustedRegistries = trustedRegistries,
        Layers = [.. contents.Layers.Zip(LayerBytes.Of(contents.Layers, contents.View), report.Layers).Select(row => new LayerSize(row.Third.Facts, row.Second.All, row.Second.Visible))],
        Settings =
        [
            .. from file in contents.Files
               where file.Visible
               let settings = file.Result.Settings
               where settings is not null
               orderby file.Path
               select new PlacedSettings(file.Path, file.Layer, settings),
        ],
    };
}
