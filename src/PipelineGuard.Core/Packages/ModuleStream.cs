namespace PipelineGuard.Packages;

/// <summary>
/// The module stream that an rpm package was built for. Streams of one module (<c>nodejs:18</c>, <c>nodejs:20</c>) live side by side, each
/// with fixes of its own, so versions are only compared within a stream.
/// </summary>
/// <param name="IsModular">False for packages of no module, which are most.</param>
/// <param name="Name">Module and stream, <c>nodejs:18</c>; null when the package does not say, and for packages of no module.</param>
internal readonly record struct ModuleStream(bool IsModular, string? Name)
{
    // The distribution tag of packages built for modules: ".module+el8.6.0+13997+f96c4c0a" at Red Hat and Rocky, ".module_el9.7.0+…" at AlmaLinux.
    private static readonly string[] Marks = [".module+el", ".module_el"];

    /// <summary>The stream of an installed package, from its label, else from its release.</summary>
    public static ModuleStream Of(Package package) =>
        package.Module is { } label ? new(true, NameIn(label))
        : package.Type == PackageType.Rpm && IsModularVersion(package.Version) ? new(true, null)
        : default;

    /// <summary>True for a version that was built for a module.</summary>
    public static bool IsModularVersion(string version) => Marks.Any(mark => version.Contains(mark, StringComparison.Ordinal));

    // "nodejs:18:8080020230825:63b34585": module, stream, version, context.
    private static string? NameIn(string label) => label.Split(':') is [{ Length: > 0 } module, { Length: > 0 } stream, ..] ? $"{module}:{stream}" : null;
}
