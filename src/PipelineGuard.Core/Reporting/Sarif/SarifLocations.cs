using Microsoft.CodeAnalysis.Sarif;
using PipelineGuard.Findings;
using Location = Microsoft.CodeAnalysis.Sarif.Location;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>
/// Places as SARIF has them. Hosts refuse a file when one result has no location or no line, and they merge alerts by path: so every
/// result has both, and a path inside an image begins with the image's name.
/// </summary>
internal static class SarifLocations
{
    private const int MaxPath = 1_000;

    // One UTF-16 unit becomes at most nine characters, so this much of a path always fits.
    private const int KeptOfLongPath = 100;
    private const int LayerLength = 200;

    /// <summary>Where a finding is.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="image">The logical name of its target.</param>
    public static Location Of(Finding finding, string image) => new()
    {
        PhysicalLocation = new PhysicalLocation { ArtifactLocation = Artifact(Path(finding.Location, image)), Region = Region(finding.Location) },
        LogicalLocations = finding.Layer is { } layer ? [Layer(layer, image)] : null,
    };

    /// <summary>The place in the image of what was led to a source file; null for everything else.</summary>
    public static IList<Location>? Related(Finding finding, string image) =>
        finding is { Location.Kind: LocationKind.Source, Attribution.FoundAt: { } place }
            ? [new Location
            {
                Id = 0,
                PhysicalLocation = new PhysicalLocation { ArtifactLocation = Artifact(Path(place, image)), Region = Region(place) },
                Message = new Message { Text = "Found in the image." },
            }]
            : null;

    /// <summary>A file of the repository.</summary>
    public static ArtifactLocation Source(string path) => Artifact(path);

    private static string Path(Findings.Location location, string image) => location.Kind switch
    {
        LocationKind.Source => location.Path,
        LocationKind.ImageFile => $"{image}/{location.Path}",
        LocationKind.Image => image,
    };

    // Lines mean something in a source file only; for anything else hosts want line 1.
    private static Region Region(Findings.Location location)
    {
        if (location is not { Kind: LocationKind.Source, Line: { } line and > 0 }) return new Region { StartLine = 1 };
        var region = new Region { StartLine = line };
        if (location.EndLine is { } endLine && endLine > line) region.EndLine = endLine;
        if (location.Column is { } column and > 0)
        {
            region.StartColumn = column;
            if (location.EndColumn is { } endColumn && (endColumn > column || region.EndLine > line)) region.EndColumn = endColumn;
        }
        return region;
    }

    private static LogicalLocation Layer(LayerFacts layer, string image) => new()
    {
        Name = SarifText.Plain(LayerText.Of(layer), LayerLength),
        FullyQualifiedName = SarifText.Plain($"{image}/layers/{layer.Index}", LayerLength),
        Kind = "layer",
    };

    private static ArtifactLocation Artifact(string path) => new() { Uri = new Uri(Encoded(path), UriKind.Relative) };

    /// <summary>A relative reference by RFC 3986 §4.2: every part percent-encoded, none of them empty or a way out of the repository.</summary>
    internal static string Encoded(string path)
    {
        var parts = path.Split('/').Where(part => part is not ("" or "." or "..")).Select(Uri.EscapeDataString);
        var encoded = string.Join('/', parts);
        if (encoded.Length == 0) return "unnamed";
        return encoded.Length <= MaxPath ? encoded : $"{Encoded(SafeText.OneLine(path, KeptOfLongPath))}~{Fingerprint.Of(new RuleId(path), null, "")}";
    }
}
