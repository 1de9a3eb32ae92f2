using System.Collections.Immutable;
using System.Text;

namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>Recognises Java archives, and what in them tells about packages, by name.</summary>
internal static class JarEntries
{
    public const string Manifest = "META-INF/MANIFEST.MF";
    public const string MavenFolder = "META-INF/maven/";
    public const string Properties = "/pom.properties";
    public const string Pom = "/pom.xml";

    // Enough for any real path; a longer one is left alone.
    private const int MaxPathBytes = 512;

    private static readonly ImmutableArray<string> Extensions = [".jar", ".war", ".ear", ".par", ".sar", ".kar", ".hpi", ".jpi"];
    private static readonly ImmutableArray<byte[]> Utf8Extensions = [.. Extensions.Select(Encoding.UTF8.GetBytes)];

    /// <summary>True for the path of a Java archive that may run. Compares characters and nothing more.</summary>
    public static bool IsArchive(ReadOnlySpan<char> path)
    {
        foreach (var extension in Extensions)
        {
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return !JarFileName.IsForReading(path);
        }
        return false;
    }

    /// <summary>True for an entry worth reading: a manifest, a file of Maven's, an archive inside the archive.</summary>
    public static bool Wants(ReadOnlySpan<byte> name) =>
        name.Length <= MaxPathBytes && (Ascii.EqualsIgnoreCase(name, "META-INF/MANIFEST.MF"u8) || IsOfMaven(name) || HasArchiveName(name));

    /// <summary>True for <c>META-INF/maven/GROUP/ARTIFACT/pom.properties</c> and the <c>pom.xml</c> beside it.</summary>
    public static bool IsOfMaven(ReadOnlySpan<byte> name) =>
        name.StartsWith("META-INF/maven/"u8) && (name.EndsWith("/pom.properties"u8) || name.EndsWith("/pom.xml"u8)) && name.Count((byte)'/') == 4;

    private static bool HasArchiveName(ReadOnlySpan<byte> name)
    {
        foreach (var extension in Utf8Extensions)
        {
            if (name.Length > extension.Length && Ascii.EqualsIgnoreCase(name[^extension.Length..], extension)) return true;
        }
        return false;
    }
}
