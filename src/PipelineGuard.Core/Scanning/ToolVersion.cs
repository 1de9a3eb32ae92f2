using System.Reflection;

namespace PipelineGuard.Scanning;

/// <summary>The version of PipelineGuard that runs.</summary>
internal static class ToolVersion
{
    /// <summary>The package version, without the commit that a build may append.</summary>
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
