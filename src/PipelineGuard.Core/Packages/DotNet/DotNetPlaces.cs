namespace PipelineGuard.Packages.DotNet;

/// <summary>Where files of .NET itself lie, as against those of applications.</summary>
internal static class DotNetPlaces
{
    // What stands in a folder that dotnet is installed in, whatever its place: usr/share/dotnet, usr/lib64/dotnet, root/.dotnet, opt/dotnet.
    private static readonly string[] Parts = ["shared", "sdk", "packs", "host", "sdk-manifests", "templates"];

    // Microsoft's own packages for apt and dnf install here; distributions that build .NET themselves use usr/lib.
    private const string MicrosoftRoot = "usr/share/dotnet/";

    /// <summary>True for a file that a .NET installation consists of.</summary>
    public static bool IsPartOfDotNet(string path)
    {
        var names = path.Split('/');
        for (int i = 1; i < names.Length - 1; i++)
        {
            if (names[i - 1] is "dotnet" or ".dotnet" && Parts.Contains(names[i])) return true;
        }
        return SharedFramework.Place(path) is not null;
    }

    /// <summary>
    /// True for a file of Microsoft's own .NET packages: the operating system's package manager lists them, but no distribution's
    /// advisories are about them.
    /// </summary>
    public static bool IsMicrosofts(string path) => path.StartsWith(MicrosoftRoot, StringComparison.Ordinal);
}
