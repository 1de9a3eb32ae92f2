using System.Text;
using PipelineGuard.IO.Tar;

namespace PipelineGuard.Images.Sources;

/// <summary>Says what a file looks like that is no image, so that a user sees the mistake at once.</summary>
internal static class FileLook
{
    /// <summary>True when the bytes start with a tar header, or the end of an empty tar.</summary>
    public static bool IsTar(ReadOnlySpan<byte> start) =>
        start.Length >= TarHeader.Size && new TarHeader(start[..TarHeader.Size]) is var header && (header.IsZero || header.HasValidChecksum());

    /// <summary>A sentence about the first bytes of a file.</summary>
    public static string Describe(ReadOnlySpan<byte> start) => start switch
    {
        [] => "It is empty.",
        [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] or [(byte)'M', (byte)'Z', ..] => "It looks like a program.",
        [(byte)'P', (byte)'K', 3, 4, ..] => "It looks like a zip archive.",
        _ => start.ContainsAnyInRange((byte)0, (byte)8) ? "It is neither a tar nor anything else that is known." : DescribeText(Encoding.UTF8.GetString(start).TrimStart('\ufeff', ' ', '\t', '\r', '\n')),
    };

    private static string DescribeText(string text)
    {
        if (text.StartsWith('{') || text.StartsWith('[')) return "It looks like JSON.";
        if (text.StartsWith('<')) return "It looks like XML or HTML.";
        return LooksLikeDockerfile(text) ? "It looks like a Dockerfile." : "It looks like text.";
    }

    private static bool LooksLikeDockerfile(string text) =>
        text.Split('\n').Select(line => line.TrimStart()).FirstOrDefault(line => line.Length > 0 && !line.StartsWith('#')) is { } first
        && (first.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase) || first.StartsWith("ARG ", StringComparison.OrdinalIgnoreCase));
}
