using System.Security.Cryptography;
using System.Text;
using PipelineGuard.Malware;

namespace PipelineGuard.Scanning.Caching;

/// <summary>Opens the caches of a run.</summary>
internal static class LayerCaches
{
    private const long MostBytes = 2L << 30;

    // Some hundred bytes for each image.
    private const long MostImageBytes = 1 << 20;
    private const string ImagesFormat = "1";

    /// <summary>The cache for a run; null when it is to have none.</summary>
    /// <param name="options">What the user said.</param>
    /// <param name="malware">The search for malware of the run: lists and engines change from day to day, so what they say is not kept.</param>
    public static LayerCache? Open(GuardOptions options, MalwareScan malware)
    {
        if (!options.Cache!.Value || malware.ListedHashes > 0 || malware.AsksEngine) return null;
        var folder = options.CacheFolder ?? DefaultFolder();
        return folder is null ? null : new(new(Path.Combine(folder, "layers"), AnalyzerOf(options, malware), MostBytes, TimeProvider.System));
    }

    /// <summary>The images of earlier runs; null for a run without a cache.</summary>
    public static KnownImages? OpenImages(GuardOptions options) =>
        options.Cache!.Value && (options.CacheFolder ?? DefaultFolder()) is { } folder ? new(new(Path.Combine(folder, "images"), ImagesFormat, MostImageBytes, TimeProvider.System) { Extension = ".image" }) : null;

    // Whatever changes what is learned from a file: this very build, and the options that files are looked at with.
    private static string AnalyzerOf(GuardOptions options, MalwareScan malware)
    {
        var text = $"{typeof(LayerCaches).Assembly.ManifestModule.ModuleVersionId} {options.Secrets} {malware.Integrity} {options.Limits} {BitConverter.IsLittleEndian}";
        return $"{ToolVersion.Current}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8))}";
    }

    // XDG Base Directory specification; the local, not the roaming data of a Windows user.
    private static string? DefaultFolder()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathFullyQualified(cache)) return Path.Combine(cache, "pipelineguard");
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } data ? Path.Combine(data, "PipelineGuard", "Cache") : null;
        }
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home is not { Length: > 0 } ? null : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", "pipelineguard") : Path.Combine(home, ".cache", "pipelineguard");
    }
}
