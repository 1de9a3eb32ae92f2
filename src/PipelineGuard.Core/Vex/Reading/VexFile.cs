using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Vex.Reading;

/// <summary>Reads a VEX file of any format we know.</summary>
internal static class VexFile
{
    private const int MaxBytes = 32 << 20;

    /// <summary>The statements of a file, in its order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shownAs">How reports and messages name it.</param>
    /// <exception cref="GuardException">It is not there, or no VEX document (PG4022; a place as <c>file(line,column)</c>).</exception>
    public static ImmutableArray<VexStatement> Load(string path, string shownAs) => Read(Bytes(path, shownAs), shownAs);

    /// <summary>The statements of a document.</summary>
    /// <exception cref="GuardException">It is no VEX document (PG4022).</exception>
    public static ImmutableArray<VexStatement> Read(byte[] utf8, string shownAs)
    {
        var document = VexDocument.Parse(utf8.AsSpan().StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, shownAs);
        return [.. StatementsOf(document)];
    }

    private static IEnumerable<VexStatement> StatementsOf(VexDocument document)
    {
        var root = document.Root;
        if (VexDocument.Text(root["@context"])?.StartsWith("https://openvex.dev/ns", StringComparison.Ordinal) is true) return OpenVexReader.Read(document);
        if (root["bomFormat"]?.Text == "CycloneDX") return CycloneDxVexReader.Read(document);
        if (root["document"] is { Kind: JsonValueKind.Object } csaf && csaf["csaf_version"] is not null) return CsafReader.Read(document);
        throw document.Wrong(root, "this is none of OpenVEX ('@context'), CSAF ('document' with 'csaf_version') and CycloneDX ('bomFormat').");
    }

    private static byte[] Bytes(string path, string shownAs)
    {
        try
        {
            using var file = new BoundedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), MaxBytes, "VEX file");
            return file.ReadToEnd();
        }
        catch (LimitException e)
        {
            throw new GuardException(Problems.BadVex, shownAs, $"it is larger than {MaxBytes >> 20} MB.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : Directory.Exists(path) ? "it is a folder." : "it cannot be read: check its permissions.";
            throw new GuardException(Problems.BadVex, shownAs, why, e);
        }
    }
}
