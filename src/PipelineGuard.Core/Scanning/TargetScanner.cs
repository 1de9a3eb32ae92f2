using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Images.Sources;
using PipelineGuard.Packages;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Reads one target: opens the image, reads its layers once, lists its packages.</summary>
internal static class TargetScanner
{
    /// <summary>Scans one target.</summary>
    /// <exception cref="GuardException">It is no image, or one that cannot be read at all.</exception>
    public static async Task<TargetScan> ScanAsync(string target, GuardOptions options, IScanLog problems, IGuardLog log, CancellationToken cancellation)
    {
        using var image = ImageOpener.Open(target, options.Platform, options.Limits!, problems, cancellation);
        var contents = await ImageReader.ReadAsync(image, new PackageAnalyzer(), options.Limits!, problems, Progress, cancellation).ConfigureAwait(false);
        var files = contents.Files.Select(file => new LayerFile(file.Layer, file.Path, file.Result, file.Visible)).ToList();
        var inventory = InventoryBuilder.Build(files, contents.View.Resolve, problems);
        return new TargetScan(Describe(image, contents.Layers, inventory), inventory);

        void Progress(long done, long total) => log.Progress(new GuardProgress($"Reading {image.LogicalName}", done, total > 0 ? total : null));
    }

    private static TargetReport Describe(Image image, ImmutableArray<LayerContents> layers, Inventory inventory) => new(image.Name, image.Kind)
    {
        LogicalName = image.LogicalName,
        Digest = image.Digest?.ToString(),
        Platform = image.Platform?.ToString(),
        Distribution = inventory.Distribution,
        Layers = [.. layers.Select(layer => Describe(image.Layers[layer.Index], layer))],
        Packages = inventory.Packages,
    };

    private static LayerReport Describe(Layer layer, LayerContents contents) =>
        new(new LayerFacts(layer.Index, layer.DiffId?.ToString()) { CreatedBy = layer.History?.CreatedBy }, contents.Bytes, contents.Files, contents.Complete);

    private sealed class PackageAnalyzer : IFileAnalyzer<CatalogedFile>
    {
        private readonly PackageFileReader _reader = new();

        public bool Wants(ImagePath path) => _reader.Wants(path);

        public CatalogedFile Analyze(ImageFile file, IScanLog log) => _reader.Read(file, log);
    }
}
