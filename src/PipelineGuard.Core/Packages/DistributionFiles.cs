using System.Text;
using PipelineGuard.Images;

namespace PipelineGuard.Packages;

/// <summary>The files that name an image's operating system.</summary>
internal static class DistributionFiles
{
    // Real ones have less than one kilobyte.
    private const int MaxBytes = 64 << 10;

    // In order of precedence: os-release(5) puts /etc first; the last two only speak where no os-release does.
    private static readonly string[] Paths = ["etc/os-release", "usr/lib/os-release", "etc/alpine-release", "etc/debian_version"];

    /// <summary>True for one of them.</summary>
    public static bool Wants(ReadOnlySpan<char> path) => path is "etc/os-release" or "usr/lib/os-release" or "etc/alpine-release" or "etc/debian_version";

    /// <summary>Which of two files counts: the lower rank.</summary>
    public static int Rank(ImagePath path) => Array.IndexOf(Paths, path.Value);

    /// <summary>Reads one of them; null when it names no distribution.</summary>
    public static Distribution? Read(ImageFile file)
    {
        var text = Encoding.UTF8.GetString(file.Content.Span[..Math.Min(file.Content.Length, MaxBytes)]).TrimStart('\uFEFF');
        return file.Path.Value switch
        {
            "etc/alpine-release" => FirstLine(text) is { } version ? new("alpine", version) : null,
            "etc/debian_version" => FirstLine(text) is { } version ? Debian(version) : null,
            _ => OsRelease.Parse(text),
        };
    }

    // "12.5" for a release, "trixie/sid" for testing and unstable; os-release would say 12 for the first.
    private static Distribution Debian(string version) =>
        char.IsAsciiDigit(version[0])
            ? new("debian", version.Split('.')[0])
            : new("debian", "") { Codename = version.Split('/')[0], PrettyName = $"debian {version}" };

    private static string? FirstLine(string text) => text.Split('\n', 2)[0].Trim() is { Length: > 0 and <= 64 } line ? line : null;
}
