using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images.Sources;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Json.Reading;

namespace PipelineGuard.Scanning;

/// <summary>Compares the layers of images with those of the base image that the user named, and with each other's.</summary>
internal sealed class BaseLayers
{
    // Whatever else a file holds, it is opened as an image.
    private const int LookedAt = 64;

    private readonly string? _base;
    private readonly ImmutableArray<string?> _layers;

    /// <summary>Opens the base image, when one is named that is at hand, or the JSON report of a scan of it; a mere name is only shown.</summary>
    /// <exception cref="GuardException">What is named is there and is neither.</exception>
    public BaseLayers(GuardOptions options, ProblemCollector problems, CancellationToken cancellation)
    {
        _layers = [];
        if (options.Base is null) return;
        Name = _base = options.Base;
        if (!Path.Exists(TargetName.Parse(_base).Path)) return;
        if (IsReport(_base))
        {
            if (JsonReportReader.Read(_base).Targets is not [{ Layers.IsEmpty: false } scanned]) throw new GuardException(Problems.BadUsage, "--base", $"'{_base}' is no report of one image.");
            (Name, _layers) = (scanned.Name, LayersOf(scanned));
            return;
        }
        using var image = ImageOpener.Open(_base, options.Platform, options.Limits!, problems.For(_base), cancellation);
        _layers = [.. image.Layers.Select(layer => layer.DiffId?.ToString())];
    }

    /// <summary>The base image that the user named, as a report calls it; null when none was named.</summary>
    public string? Name { get; }

    /// <summary>How many of an image's layers are the base image's: all of those, or null when they are not the image's first, which is said.</summary>
    public int? CountIn(TargetScan scan, IScanLog log)
    {
        if (_layers.IsEmpty) return null;
        if (BeginsWith(LayersOf(scan.Report), _layers)) return _layers.Length;
        log.Report(new(Problems.BaseMisfit, _base!, "The image does not begin with its layers."));
        return null;
    }

    /// <summary>The image of the same run that another one stands on: of those whose layers are its first ones, that with most of them; null when there is none.</summary>
    public static TargetReport? Below(TargetReport image, IEnumerable<TargetScan> scans) =>
        scans.Select(scan => scan.Report).Where(other => IsBaseOf(other, image)).MaxBy(other => other.Layers.Length);

    /// <summary>True when one has fewer layers than an image, and all of them are the image's first.</summary>
    public static bool IsBaseOf(TargetReport other, TargetReport image) =>
        !other.Layers.IsEmpty && other.Layers.Length < image.Layers.Length && BeginsWith(LayersOf(image), LayersOf(other));

    /// <summary>True when two have the same layers.</summary>
    public static bool AreSame(TargetReport one, TargetReport other) =>
        !one.Layers.IsEmpty && one.Layers.Length == other.Layers.Length && BeginsWith(LayersOf(one), LayersOf(other));

    private static ImmutableArray<string?> LayersOf(TargetReport image) => [.. image.Layers.Select(layer => layer.Facts.DiffId)];

    private static bool BeginsWith(ImmutableArray<string?> image, ImmutableArray<string?> start) =>
        start.Length <= image.Length && start.Zip(image).All(pair => pair.First is not null && pair.First == pair.Second);

    private static bool IsReport(string path)
    {
        if (!File.Exists(path)) return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var start = new byte[LookedAt];
        return start.AsSpan(0, file.ReadAtLeast(start, LookedAt, throwOnEndOfStream: false)).TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }
}
