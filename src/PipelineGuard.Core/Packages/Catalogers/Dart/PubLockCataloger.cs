using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Dart;

/// <summary>Lists what <c>pubspec.lock</c> declares from a registry, without what the application names for development only.</summary>
internal sealed class PubLockCataloger : IPackageCataloger
{
    public string Name => "pub-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "pubspec.lock");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = new List<Package>();
        var lines = new IndentedLines(file.Content.Span);
        int started = 0;
        string top = "", name = "", dependency = "", source = "", version = "";
        while (lines.Next() && packages.Count < Plausibility.MaxEntries)
        {
            if (lines.Indent <= 2)
            {
                Add();
                if (lines.Indent == 0) top = lines.Key;
                started = lines.Line;
                (name, dependency, source, version) = (top == "packages" && lines.Indent == 2 ? lines.Key : "", "", "", "");
            }
            else if (lines is { Indent: 4, Key: "dependency" }) dependency = lines.Value;
            else if (lines is { Indent: 4, Key: "source" }) source = lines.Value;
            else if (lines is { Indent: 4, Key: "version" }) version = lines.Value;
        }
        Add();
        return packages;

        void Add()
        {
            if (name.Length > 0 && version.Length == 0) damage.Add(started, $"Package '{name}' has no version.");
            else if (dependency != "direct dev" && source is "hosted" or "git" && LockedPackage.Of(PackageType.Pub, name, version, file.Path) is { } package) packages.Add(package);
        }
    }
}
