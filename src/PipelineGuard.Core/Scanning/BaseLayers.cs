using PipelineGuard.Findings;
using PipelineGuard.Images.Sources;

namespace PipelineGuard.Scanning;

/// <summary>Compares the layers of images with those of the base image that the user named.</summary>
internal sealed class BaseLayers
{
    private readonly string? _base;
    private readonly List<string?> _layers = [];

    /// <summary>Opens the base image, when one is named that is at hand; a mere name is only shown.</summary>
    /// <exception cref="GuardException">What is named is there and is no image.</exception>
    public BaseLayers(GuardOptions options, ProblemCollector problems, CancellationToken cancellation)
    {
        _base = options.Base;
        if (_base is null || !Path.Exists(TargetName.Parse(_base).Path)) return;
        using var image = ImageOpener.Open(_base, options.Platform, options.Limits!, problems.For(_base), cancellation);
        _layers.AddRange(image.Layers.Select(layer => layer.DiffId?.ToString()));
    }

    /// <summary>How many of an image's layers are the base image's: all of those, or null when they are not the image's first, which is said.</summary>
    public int? CountIn(TargetScan scan, IScanLog log)
    {
        if (_layers.Count == 0) return null;
        var own = scan.Report.Layers.Select(layer => layer.Facts.DiffId).Take(_layers.Count).ToList();
        if (own.Count == _layers.Count && own.Zip(_layers).All(pair => pair.First is not null && pair.First == pair.Second)) return _layers.Count;
        log.Report(new(Problems.BaseMisfit, _base!, "The image does not begin with its layers."));
        return null;
    }
}
