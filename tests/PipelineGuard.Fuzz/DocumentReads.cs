using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Policy.Reading;
using PipelineGuard.Reporting.Sarif;
using PipelineGuard.Sbom.Reading;
using PipelineGuard.Vex.Reading;

namespace PipelineGuard.Fuzz;

/// <summary>Documents that users hand in, and what is written about hostile paths.</summary>
internal static class DocumentReads
{
    private const int LongestUri = 10_000;

    public static void Policy(byte[] input) => PolicyParser.Read(Encoding.UTF8.GetString(input), ".pipelineguard.yml");

    public static void Bom(byte[] input) => BomReader.Read(input, "bom.json", ImagePath.Of("bom.json"), new NoLog());

    public static void Vex(byte[] input) => VexFile.Read(input, "vex.json");

    /// <summary>Places a finding at the path, in each of the ways there are: hosts get an address they can read.</summary>
    public static void SarifPaths(byte[] input)
    {
        var path = Encoding.UTF8.GetString(input);
        foreach (var kind in Enum.GetValues<LocationKind>())
        {
            var place = SarifLocations.Of(At(kind, path), image: path);
            var uri = place.PhysicalLocation.ArtifactLocation.Uri.OriginalString;
            if (uri.Length > LongestUri || uri.Any(c => c is <= ' ' or >= '\u007F' or '\\' or '"' or '<' or '>'))
                throw new InvalidOperationException($"The address of a {kind} is not one that hosts read.");
        }
    }

    private static Finding At(LocationKind kind, string path) => new()
    {
        Rule = new("PGD001"),
        Kind = FindingKind.Dockerfile,
        Severity = Severity.Low,
        Title = "Title",
        Message = "Message.",
        Location = new(kind, path) { Line = 1, Column = 1, EndLine = 1, EndColumn = 2 },
        Target = path,
        Fingerprint = "0",
    };
}
