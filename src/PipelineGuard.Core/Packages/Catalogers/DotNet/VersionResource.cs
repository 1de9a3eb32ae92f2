using System.Reflection.PortableExecutable;
using System.Text;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>The texts of a program's version resource (Windows, <c>VS_VERSIONINFO</c>).</summary>
/// <param name="ProductVersion">The version of what the file is a part of; null when not stated.</param>
/// <param name="FileVersion">The version of the file; null when not stated.</param>
internal readonly record struct VersionResource(string? ProductVersion, string? FileVersion)
{
    private const int MaxResources = 16 << 20, MaxLength = 256;

    // The root of the resource, and the names in it: UTF-16 with a zero at the end, and padding up to a multiple of four bytes.
    private static readonly byte[] Root = Encoding.Unicode.GetBytes("VS_VERSION_INFO\0");

    /// <summary>Reads it; without texts where the program has none.</summary>
    public static VersionResource Read(PEReader program)
    {
        if (program.PEHeaders.PEHeader?.ResourceTableDirectory is not { Size: > 0 } directory) return default;
        var section = program.GetSectionData(directory.RelativeVirtualAddress);
        var data = section.GetContent(0, Math.Min(section.Length, MaxResources)).AsSpan();
        int root = data.IndexOf(Root);
        if (root < 0) return default;
        var resource = data[root..];
        return new(Text(resource, "ProductVersion\0"), Text(resource, "FileVersion\0"));
    }

    private static string? Text(ReadOnlySpan<byte> resource, string name)
    {
        var key = Encoding.Unicode.GetBytes(name);
        int at = resource.IndexOf(key);
        if (at < 0) return null;
        var value = resource[(at + key.Length)..];
        // Padding before the text is zero, and the text ends with zero.
        var text = Encoding.Unicode.GetString(value[..Math.Min(value.Length & ~1, 2 * MaxLength)]).TrimStart('\0');
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        return end > 0 ? text[..end] : null;
    }
}
