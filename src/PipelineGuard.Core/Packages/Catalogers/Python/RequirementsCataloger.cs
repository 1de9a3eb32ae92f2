using System.Text;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Python;

/// <summary>
/// Lists what <c>requirements*.txt</c> pins with <c>==</c> (pip documentation, "Requirements File Format"). A requirement without an
/// exact version names no package that could be judged, and files for development and tests are passed over.
/// </summary>
internal sealed class RequirementsCataloger : IPackageCataloger
{
    public string Name => "requirements";

    public bool Wants(ReadOnlySpan<char> path)
    {
        if (!path.EndsWith(".txt", StringComparison.Ordinal)) return false;
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.StartsWith("requirements", StringComparison.Ordinal)
            && !name.Contains("dev", StringComparison.Ordinal) && !name.Contains("test", StringComparison.Ordinal) && !name.Contains("doc", StringComparison.Ordinal)
            && LockFilePath.IsOfApplication(path);
    }

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = new List<Package>();
        var lines = new Utf8Lines(file.Content.Span);
        while (lines.Next(out var line) && packages.Count < Plausibility.MaxEntries)
        {
            if (line.Length <= 4096 && Pinned(Encoding.UTF8.GetString(line), file.Path) is { } package) packages.Add(package);
        }
        return packages;
    }

    // "name[extra]==1.0 ; marker --hash=… # comment"
    private static Package? Pinned(string line, ImagePath file)
    {
        var text = line.Split('#', 2)[0].Split(';', 2)[0].Split(" --", 2)[0].TrimEnd('\\', ' ');
        int equals = text.IndexOf("==", StringComparison.Ordinal);
        if (equals <= 0 || text[0] is '-' or ' ') return null;
        var name = text[..equals].Split('[', 2)[0].Trim();
        var version = text[equals..].TrimStart('=').Trim();
        bool isExact = !version.AsSpan().ContainsAny('*', ',', ' ') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return isExact ? LockedPackage.Of(PackageType.PyPI, name, version, file) : null;
    }
}
