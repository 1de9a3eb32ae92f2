using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Python;

/// <summary>
/// Reads the lock files of Poetry, PDM and uv: a table <c>[[package]]</c> for each package. Poetry says <c>category</c> or
/// <c>groups</c>, PDM <c>groups</c>; uv lists the application itself, from whose needs the others are followed.
/// </summary>
internal sealed class PythonTomlLock
{
    private readonly ImagePath _file;
    private readonly LockGraph _graph = new();
    private readonly List<Package> _all = [];
    private bool _hasApplication;
    private PythonLockEntry? _entry;

    private PythonTomlLock(ImagePath file) => _file = file;

    /// <summary>The packages that the application needs to run.</summary>
    public static IEnumerable<Package> Read(ReadOnlySpan<byte> text, ImagePath file, DamageLog damage)
    {
        var lockFile = new PythonTomlLock(file);
        var lines = new TomlLines(text);
        while (lines.Next())
        {
            if (lines.Key.Length > 0) lockFile._entry?.Take(lines.Table, lines.Key, lines.Value);
            else if (lines.Table == "package") lockFile.Start(new());
            else if (!lines.Table.StartsWith("package.", StringComparison.Ordinal)) lockFile.Start(null);
        }
        lockFile.Start(null);
        if (lines.IsCutShort) damage.CutShort(lines.Line);
        return lockFile._hasApplication ? lockFile._graph.Reachable() : lockFile._all;
    }

    private void Start(PythonLockEntry? next)
    {
        if (_entry is { } entry) Add(entry);
        _entry = next;
    }

    private void Add(PythonLockEntry entry)
    {
        if (entry is { IsApplication: true, Name: { } application })
        {
            _hasApplication = true;
            foreach (var need in entry.Needs) _graph.AddRoot(PythonName.Normalize(need));
            // Of several parts of one application each may need the others.
            _graph.Add(PythonName.Normalize(application), new(PackageType.PyPI, application, "0"));
            return;
        }
        if (entry.IsDevelopment || _all.Count >= Plausibility.MaxEntries || LockedPackage.Of(PackageType.PyPI, entry.Name, entry.Version, _file) is not { } package) return;
        package = package with { DependsOn = [.. entry.Needs.Where(Plausibility.IsName).Distinct()] };
        _all.Add(package);
        _graph.Add(PythonName.Normalize(package.Name), package).AddRange(entry.Needs.Select(PythonName.Normalize));
    }
}
