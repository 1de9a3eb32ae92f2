using System.Text;
using System.Text.Json;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Sbom.Reading;

/// <summary>How a bill of materials is written.</summary>
internal enum BomFormat
{
    /// <summary>CycloneDX as JSON.</summary>
    CycloneDx,

    /// <summary>SPDX 2 as JSON.</summary>
    Spdx2,

    /// <summary>CycloneDX as XML.</summary>
    CycloneDxXml,

    /// <summary>SPDX 2 as lines of tags and values.</summary>
    SpdxTagValue,

    /// <summary>SPDX 3 as JSON-LD.</summary>
    Spdx3,
}

/// <summary>Tells bills of materials from everything else, by their content.</summary>
internal static class BomFormats
{
    private const int HeadBytes = 4096;

    /// <summary>True when the first bytes may be those of a bill: the rest has to be looked at.</summary>
    public static bool MayBe(ReadOnlySpan<byte> head) => Start(head) is [(byte)'{' or (byte)'<', ..] || IsTagValue(Start(head));

    /// <summary>What it is; null when it is no bill of materials.</summary>
    public static BomFormat? Recognize(ReadOnlySpan<byte> bytes)
    {
        var start = Start(bytes);
        if (IsTagValue(start)) return BomFormat.SpdxTagValue;
        return start switch
        {
            [(byte)'{', ..] => OfJson(start),
            [(byte)'<', ..] when Head(start).Contains("cyclonedx.org/schema/bom", StringComparison.Ordinal) => BomFormat.CycloneDxXml,
            _ => null,
        };
    }

    /// <summary>The bytes without byte order mark and white space in front.</summary>
    public static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> bytes) => (bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes).TrimStart(" \t\r\n"u8);

    // Microsoft's tool names the version last, behind all packages: so each property of the document is looked at.
    private static BomFormat? OfJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = JsonText.Open(json);
            JsonText.EnterObject(ref reader);
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (Of(name, ref reader) is { } format) return format;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Damaged before it said what it is.
        }
        return null;
    }

    private static BomFormat? Of(string property, ref Utf8JsonReader reader) => property switch
    {
        "bomFormat" when reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("CycloneDX"u8) => BomFormat.CycloneDx,
        "spdxVersion" when reader.TokenType == JsonTokenType.String => BomFormat.Spdx2,
        "@context" when reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("https://spdx.org/rdf/3"u8) => BomFormat.Spdx3,
        _ => null,
    };

    private static bool IsTagValue(ReadOnlySpan<byte> start) => start.StartsWith("SPDXVersion:"u8);

    private static string Head(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, HeadBytes)]);
}
