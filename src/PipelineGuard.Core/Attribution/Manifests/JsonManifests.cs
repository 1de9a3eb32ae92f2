using System.Text;
using System.Text.Json;
using PipelineGuard.Packages;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>Finds the lines that name packages in <c>package.json</c> and <c>composer.json</c>.</summary>
internal static class JsonManifests
{
    private static readonly string[] NpmSections = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies", "overrides", "resolutions"];
    private static readonly string[] ComposerSections = ["require", "require-dev"];

    /// <summary>The packages of a <c>package.json</c>.</summary>
    public static List<ManifestLine> Npm(SourceFile file) => Read(file, PackageType.Npm, NpmSections);

    /// <summary>The packages of a <c>composer.json</c>.</summary>
    public static List<ManifestLine> Composer(SourceFile file) => Read(file, PackageType.Composer, ComposerSections);

    private static List<ManifestLine> Read(SourceFile file, PackageType type, string[] sections)
    {
        var lines = new List<ManifestLine>();
        try
        {
            var bytes = file.Bytes.Span.StartsWith("\uFEFF"u8) ? file.Bytes[3..] : file.Bytes;
            var reader = JsonText.Open(bytes.Span);
            JsonText.EnterObject(ref reader);
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (sections.Contains(name) && reader.TokenType == JsonTokenType.StartObject) ReadSection(ref reader, file, bytes.Span, type, name is "overrides" or "resolutions" ? ManifestRole.Pins : ManifestRole.Requires, lines);
                else reader.Skip();
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The lines in front of the mistake are right all the same.
        }
        return lines;
    }

    private static void ReadSection(ref Utf8JsonReader reader, SourceFile file, ReadOnlySpan<byte> bytes, PackageType type, ManifestRole role, List<ManifestLine> lines)
    {
        int depth = reader.CurrentDepth + 1;
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth < depth))
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth) continue;
            int start = (int)reader.TokenStartIndex;
            var name = reader.GetString() ?? "";
            if (!reader.Read()) return;
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                continue;
            }
            int value = (int)reader.TokenStartIndex, end = (int)reader.BytesConsumed;
            lines.Add(new(type, AdvisoryKey.LookupName(type, name), Place(file, bytes, start, end), role) { Spelling = name, Version = reader.GetString(), VersionPlace = Place(file, bytes, value + 1, end - 1) });
        }
    }

    private static Findings.Location Place(SourceFile file, ReadOnlySpan<byte> bytes, int start, int end)
    {
        int mark = file.Source.MarkLength;
        int from = mark + Encoding.UTF8.GetCharCount(bytes[..start]);
        return file.Place(from, from + Encoding.UTF8.GetCharCount(bytes[start..end]));
    }
}
