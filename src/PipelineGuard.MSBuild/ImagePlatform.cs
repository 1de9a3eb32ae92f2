namespace PipelineGuard.MSBuild;

/// <summary>Translates .NET's names of platforms into those of images.</summary>
internal static class ImagePlatform
{
    /// <summary><c>linux/arm64</c> for <c>linux-arm64</c> and <c>linux-musl-arm64</c>; null for a name of another kind.</summary>
    public static string? Of(string runtimeIdentifier)
    {
        var parts = runtimeIdentifier.Split('-');
        if (parts.Length < 2) return null;
        // Portable or not: win10-x64, alpine.3.20-x64.
        var system = parts[0].StartsWith("win", StringComparison.Ordinal) ? "windows" : "linux";
        return ArchitectureOf(parts[^1]) is { } architecture ? $"{system}/{architecture}" : null;
    }

    // The SDK's own table (RID to GOARCH and GOARM) as image indexes have it.
    private static string? ArchitectureOf(string name) => name switch
    {
        "x64" => "amd64",
        "x86" => "386",
        "arm64" => "arm64",
        "arm" => "arm/v7",
        "armv6" => "arm/v6",
        "ppc64le" or "s390x" or "riscv64" or "loongarch64" => name,
        _ => null,
    };
}
