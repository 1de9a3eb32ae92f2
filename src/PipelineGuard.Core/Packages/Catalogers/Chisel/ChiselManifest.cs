using System.Text.Json;

namespace PipelineGuard.Packages.Catalogers.Chisel;

/// <summary>One package of a manifest.</summary>
/// <param name="Line">The line it stands in, counted from 1.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Version">Its version; null when it has none.</param>
/// <param name="Architecture">Its architecture; null when it has none.</param>
internal readonly record struct ChiselEntry(int Line, string? Name, string? Version, string? Architecture);

/// <summary>
/// Reads an unpacked <c>manifest.wall</c> (Ubuntu, "Chisel manifest"): a JSON object in each line, its <c>kind</c> first; those of kind
/// <c>package</c> stand before those of slices and paths or among them.
/// </summary>
internal static class ChiselManifest
{
    /// <summary>True when the text starts with the header of such a file.</summary>
    public static bool IsManifest(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8).StartsWith("{\"jsonwall\":"u8);

    /// <summary>The packages in their order, up to <see cref="Plausibility.MaxEntries"/>, and the lines that are no JSON objects.</summary>
    public static (List<ChiselEntry> Packages, List<int> GarbledLines) Parse(ReadOnlySpan<byte> text)
    {
        var (packages, garbled) = (new List<ChiselEntry>(), new List<int>());
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line))
        {
            if (line.IsEmpty) continue;
            if (packages.Count == Plausibility.MaxEntries) break;
            if (!TryRead(line, lines.Number, out var entry)) garbled.Add(lines.Number);
            else if (entry is { } package) packages.Add(package);
        }
        return (packages, garbled);
    }

    private static bool TryRead(ReadOnlySpan<byte> line, int number, out ChiselEntry? package)
    {
        package = null;
        try
        {
            var reader = JsonText.Open(line);
            JsonText.EnterObject(ref reader);
            string? kind = null, name = null, version = null, architecture = null;
            while (JsonText.NextProperty(ref reader, out var property))
            {
                var value = JsonText.StringOrSkip(ref reader);
                if (property == "kind") kind = value;
                else if (property == "name") name = value;
                else if (property == "version") version = value;
                else if (property == "arch") architecture = value;
            }
            if (kind == "package") package = new(number, name, version, architecture);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
