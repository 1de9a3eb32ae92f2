namespace PipelineGuard.Packages.DotNet;

/// <summary>Where files of .NET itself lie, as against those of applications.</summary>
internal static class DotNetPlaces
{
    // What stands in a folder that dotnet is installed in, whatever its place: usr/share/dotnet, usr/lib64/dotnet, root/.dotnet, opt/dotnet.
    private static readonly string[] Parts = ["shared", "sdk", "packs", "host", "sdk-manifests", "templates"];

    // Microsoft's own packages for apt and dnf install here; distributions that build .NET themselves use usr/lib.
    private const string MicrosoftRoot = "usr/share/dotnet/";

    /// <summary>True for a file that a .NET installation consists of.</summary>
    public static bool IsPartOfDotNet(ReadOnlySpan<char> path)
    {
        int at = 0;
        while (path[at..].IndexOf("dotnet/", StringComparison.Ordinal) is >= 0 and var found)
        {
            int start = at + found;
            at = start + "dotnet/".Length;
            if ((start == 0 || path[start - 1] == '/' || (path[start - 1] == '.' && (start == 1 || path[start - 2] == '/'))) && IsPart(path[at..])) return true;
        }
        return IsShared(path) || IsSdk(path);
    }

    // sdk/10.0.401/FILE
    private static bool IsSdk(ReadOnlySpan<char> path) =>
        path.IndexOf("/sdk/", StringComparison.Ordinal) is >= 0 and var at && at + "/sdk/".Length < path.Length && char.IsAsciiDigit(path[at + "/sdk/".Length]);

    private static bool IsPart(ReadOnlySpan<char> rest)
    {
        int slash = rest.IndexOf('/');
        if (slash <= 0) return false;
        foreach (var part in Parts)
        {
            if (rest[..slash].SequenceEqual(part)) return true;
        }
        return false;
    }

    // shared/Microsoft.NETCore.App/10.0.1/FILE, wherever that lies.
    private static bool IsShared(ReadOnlySpan<char> path)
    {
        const string Shared = "shared/";
        int at = path.IndexOf("/shared/", StringComparison.Ordinal) is >= 0 and var found ? found + 1 : path.StartsWith(Shared, StringComparison.Ordinal) ? 0 : -1;
        if (at < 0) return false;
        var rest = path[(at + Shared.Length)..];
        int name = rest.IndexOf('/');
        if (name <= 0 || !rest[..name].EndsWith(".App", StringComparison.Ordinal)) return false;
        rest = rest[(name + 1)..];
        int version = rest.IndexOf('/');
        return version > 0 && char.IsAsciiDigit(rest[0]) && rest[(version + 1)..].IndexOf('/') < 0;
    }

    /// <summary>
    /// True for a file of Microsoft's own .NET packages: the operating system's package manager lists them, but no distribution's
    /// advisories are about them.
    /// </summary>
    public static bool IsMicrosofts(string path) => path.StartsWith(MicrosoftRoot, StringComparison.Ordinal);
}
