using System.Runtime.CompilerServices;

namespace PipelineGuard.Cli;

/// <summary>Where things are in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    public static string Sample { get; } = Path.Combine(Root, "samples/shop/shop.oci");

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
