using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Sbom.CycloneDx;
using PipelineGuard.Sbom.Spdx;

namespace PipelineGuard.Sbom.Reading;

/// <summary>Reads bills of materials of every supported format.</summary>
internal static class BomReader
{
    /// <summary>What a bill lists. Damage is reported as PG3040; what stands before it counts.</summary>
    /// <param name="bytes">The whole document.</param>
    /// <param name="target">The target as the user named it, for errors.</param>
    /// <param name="place">What counts as the file that shows a package where the bill names none.</param>
    /// <param name="log">Takes what could not be understood.</param>
    /// <exception cref="GuardException">PG3042: it is of a format that is not read.</exception>
    public static BomContents Read(ReadOnlySpan<byte> bytes, string target, ImagePath place, IScanLog log)
    {
        var contents = new BomContents(place);
        var start = BomFormats.Start(bytes);
        try
        {
            Read(BomFormats.Recognize(start), start, target, contents);
        }
        catch (JsonException damage)
        {
            log.Report(new(Problems.SbomDamaged, $"{place.Value}({(damage.LineNumber ?? 0) + 1})", "From here on the text is not JSON, is not Unicode, or nests too deep."));
        }
        catch (FormatException damage)
        {
            log.Report(new(Problems.SbomDamaged, place.Value, damage.Message));
        }
        return contents;
    }

    private static void Read(BomFormat? format, ReadOnlySpan<byte> bytes, string target, BomContents contents)
    {
        switch (format)
        {
            case BomFormat.CycloneDx: CycloneDxReader.Read(bytes, contents); break;
            case BomFormat.Spdx2: SpdxReader.Read(bytes, contents); break;
            case BomFormat.CycloneDxXml: throw Unsupported(target, "It is CycloneDX as XML.");
            case BomFormat.SpdxTagValue: throw Unsupported(target, "It is SPDX as lines of tags and values.");
            case BomFormat.Spdx3: throw Unsupported(target, "It is SPDX 3.");
            case null: throw Unsupported(target, "It is no bill of materials that we know, or damaged before it says what it is.");
        }
    }

    private static GuardException Unsupported(string target, string detail) => new(Problems.SbomNotSupported, target, detail);
}
