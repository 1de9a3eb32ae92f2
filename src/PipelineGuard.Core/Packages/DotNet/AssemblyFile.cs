namespace PipelineGuard.Packages.DotNet;

/// <summary>An assembly as a <c>.deps.json</c> records it (<c>targets/*/*/runtime</c>).</summary>
/// <param name="Name">The file's name, with its extension: <c>System.Text.Json.dll</c>.</param>
/// <param name="AssemblyVersion">The version of the assembly; null when the file does not state one, as for an application's own.</param>
/// <param name="FileVersion">The version of the file; null when not stated.</param>
internal readonly record struct AssemblyFile(string Name, Version? AssemblyVersion, Version? FileVersion)
{
    /// <summary>
    /// True when the host takes this file of a framework instead of <paramref name="other"/> of an application, both of the same name: its
    /// assembly version is higher, or equal and its file version not lower. A version that is not stated is lower than any. This is what
    /// hostpolicy does with each framework's <c>.deps.json</c>, which it reads after the application's (dotnet/runtime,
    /// "Assembly Conflict Resolution").
    /// </summary>
    public bool Supersedes(AssemblyFile other) =>
        Compare(AssemblyVersion, other.AssemblyVersion) is var order and not 0 ? order > 0 : Compare(FileVersion, other.FileVersion) >= 0;

    private static int Compare(Version? left, Version? right) => Comparer<Version?>.Default.Compare(left, right);
}
