using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Reporting.Json;
using PipelineGuard.Sbom;
using PipelineGuard.Sbom.CycloneDx;
using PipelineGuard.Sbom.Spdx;

namespace PipelineGuard.Reporting;

/// <summary>Writes the software bill of materials of the images in a report; Dockerfiles have none.</summary>
internal static class Bom
{
    public static void WriteCycloneDx(ScanReport report, TextWriter writer) => Write(report, writer, CycloneDxWriter.Write);

    public static void WriteSpdx(ScanReport report, TextWriter writer) => Write(report, writer, SpdxWriter.Write);

    /// <summary>What the report knows about the contents of images.</summary>
    public static BillOfMaterials Of(ScanReport report)
    {
        var images = report.Targets.Where(CoverageText.IsImage).ToList();
        return new(report.ToolVersion, [.. images.Select(image => Subject(image, report))])
        {
            Created = report.SourceDate ?? images.Max(image => image.Created),
            Home = ProductAddress.Home,
        };
    }

    private static void Write(ScanReport report, TextWriter writer, Action<BillOfMaterials, Action<ReadOnlySpan<byte>>> write)
    {
        write(Of(report), utf8 => JsonText.Write(utf8, writer));
        writer.Write('\n');
    }

    private static BomSubject Subject(TargetReport image, ScanReport report) => new(image.LogicalName, image.Kind, new Inventory(image.Distribution, image.Packages))
    {
        Digest = image.Digest,
        Platform = image.Platform,
        Layers = [.. image.Layers.Select(layer => layer.Facts)],
        IsComplete = image.Layers.All(layer => layer.Complete) && !report.Problems.Any(problem => problem.Target == image.Name && IsGap(problem.Info)),
    };

    // PG2 images, PG3 packages; advisories that are missing take nothing away from what is installed.
    private static bool IsGap(ProblemInfo problem) =>
        problem.Effect == ProblemEffect.Incomplete && (problem.Code.StartsWith("PG2", StringComparison.Ordinal) || problem.Code.StartsWith("PG3", StringComparison.Ordinal));
}
