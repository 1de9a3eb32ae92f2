using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.IO;
using PipelineGuard.Reporting;
using PipelineGuard.Sbom;
using PipelineGuard.Sbom.Reading;

namespace PipelineGuard.Scanning;

/// <summary>Reads a bill of materials in place of the image it was made from.</summary>
internal static class SbomScanner
{
    private const string Prefix = "sbom:";

    /// <summary>Scans a target that is called a bill of materials by its prefix, or is one by its content; null for every other target.</summary>
    /// <exception cref="GuardException">It is not there, cannot be read, is too large, or is of a format that is not read.</exception>
    public static TargetScan? ScanIfSbom(string target, ReadLimits limits, StandardInput input, IScanLog log, CancellationToken cancellation)
    {
        bool isCalledSo = target.StartsWith(Prefix, StringComparison.Ordinal);
        var path = isCalledSo ? target[Prefix.Length..] : target;
        if (path == "-") return isCalledSo || input.IsBillOfMaterials() ? Scan(target, path, BomFile.Read(path, input.Take, limits, cancellation), log) : null;
        var bytes = isCalledSo ? BomFile.Read(path, limits, cancellation) : BomFile.ReadIfBill(path, limits, cancellation);
        return bytes is null ? null : Scan(target, path, bytes, log);
    }

    private static TargetScan Scan(string target, string path, byte[] bytes, IScanLog log)
    {
        var place = path != "-" && ImagePath.TryNormalize(SourcePath.InRepository(path), out var file) ? file : ImagePath.Of("stdin");
        var contents = BomReader.Read(bytes, target, place, log);
        var inventory = contents.Finish(log);
        var subject = contents.Subject;
        var report = new TargetReport(target, "sbom")
        {
            LogicalName = (subject?.Name ?? contents.DocumentName) is { Length: > 0 } name ? name : Path.GetFileName(place.Value),
            Digest = Digest.TryParse(subject?.Version, out var digest) ? digest.ToString() : null,
            Platform = subject?[BomProperties.Platform],
            Distribution = inventory.Distribution,
            Layers = [.. contents.Layers().Select(layer => new LayerReport(layer, 0, 0, Complete: true))],
            Packages = inventory.Packages,
        };
        return new TargetScan(report, inventory);
    }
}
