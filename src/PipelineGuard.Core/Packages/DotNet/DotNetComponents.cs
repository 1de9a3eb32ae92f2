namespace PipelineGuard.Packages.DotNet;

/// <summary>
/// The parts of .NET that Microsoft's release data is about. A shared framework goes by the name of its runtime pack, because that is what
/// <c>.deps.json</c> files, GitHub's advisories and other tools call it; an SDK has no package and goes by the name of the release data.
/// </summary>
internal static class DotNetComponents
{
    /// <summary>The runtime, without the platform at the end.</summary>
    public const string Runtime = "Microsoft.NETCore.App.Runtime";

    /// <summary>ASP.NET Core.</summary>
    public const string AspNetCore = "Microsoft.AspNetCore.App.Runtime";

    /// <summary>Windows Forms and WPF.</summary>
    public const string WindowsDesktop = "Microsoft.WindowsDesktop.App.Runtime";

    /// <summary>The SDK: <c>pkg:generic/dotnet-sdk</c>.</summary>
    public const string Sdk = "dotnet-sdk";

    /// <summary>The name of the ecosystem under which the release data is kept.</summary>
    public const string Ecosystem = "DotNet";

    private static readonly string[] Frameworks = [Runtime, AspNetCore, WindowsDesktop];

    /// <summary>The framework whose runtime pack for some platform a NuGet package is; null for others. Case does not matter.</summary>
    public static string? FrameworkOf(string package) =>
        Frameworks.FirstOrDefault(name => package.Length > name.Length && package[name.Length] == '.' && package.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What developers call a part, with its version: <c>.NET runtime 10.0.1</c>; null for other packages.</summary>
    public static string? Describe(Package package) =>
        package.Type == PackageType.DotNetSdk ? $".NET SDK {package.Version}"
        : package.Type != PackageType.NuGet ? null
        : FrameworkOf(package.Name) switch
        {
            Runtime => $".NET runtime {package.Version}",
            AspNetCore => $"ASP.NET Core {package.Version}",
            WindowsDesktop => $".NET desktop runtime {package.Version}",
            _ => null,
        };
}
