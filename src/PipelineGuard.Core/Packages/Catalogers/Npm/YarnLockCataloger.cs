using System.Text;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>
/// Lists what <c>yarn.lock</c> declares: Yarn 1 writes <c>version "1.0"</c>, later ones <c>version: 1.0</c> and <c>resolution:</c>.
/// It does not say what is for development only, so that is listed too.
/// </summary>
internal sealed class YarnLockCataloger : IPackageCataloger
{
    public string Name => "yarn-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "yarn.lock");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = new List<Package>();
        var entry = new Entry(null, null, false, []);
        var lines = new Utf8Lines(file.Content.Span);
        while (lines.Next(out var line) && packages.Count < Plausibility.MaxEntries)
        {
            if (line.IsEmpty || line[0] == '#' || line.Length > 1 << 16) continue;
            var text = Encoding.UTF8.GetString(line);
            if (text.StartsWith("<<<<<<<", StringComparison.Ordinal)) damage.Add(lines.Number, "The file holds a merge conflict.");
            if (text[0] == ' ')
            {
                entry = entry.With(text);
                continue;
            }
            AddTo(packages, entry, file.Path);
            entry = new(text.StartsWith("__metadata", StringComparison.Ordinal) ? null : NameIn(text), null, false, []);
        }
        AddTo(packages, entry, file.Path);
        // A patched package has an entry of its own beside the original.
        return packages.DistinctBy(package => (package.Name, package.Version));
    }

    private static void AddTo(List<Package> packages, Entry entry, ImagePath file)
    {
        if (!entry.IsWorkspace && LockedPackage.Of(PackageType.Npm, entry.Name, entry.Version, file) is { } package) packages.Add(package with { DependsOn = [.. entry.Needs.Distinct()] });
    }

    // A soft link is a workspace: part of the application.
    private readonly record struct Entry(string? Name, string? Version, bool IsWorkspace, List<string> Needs)
    {
        public bool IsInNeeds { get; init; }

        public Entry With(string line)
        {
            if (!line.StartsWith("    ", StringComparison.Ordinal)) return WithField(line) with { IsInNeeds = line.Trim() is "dependencies:" or "optionalDependencies:" };
            if (IsInNeeds && NeedIn(line.Trim()) is { } need && Needs.Count < Plausibility.MaxNames) Needs.Add(need);
            return this;
        }

        private Entry WithField(string line) =>
            Field(line, "  version") is { } version ? this with { Version = version }
            : Field(line, "  resolution") is { } resolution ? this with { Name = NameIn(resolution) ?? Name }
            : Field(line, "  linkType") == "soft" ? this with { IsWorkspace = true }
            : this;
    }

    // 'minimist "0.0.8"' of Yarn 1, '"@types/node": "npm:*"' of the later ones.
    private static string? NeedIn(string line)
    {
        var name = line is ['"', ..] ? line[1..].Split('"', 2)[0] : line.Split([' ', ':'], 2)[0];
        return Plausibility.IsName(name) ? name : null;
    }

    private static string? Field(string line, string key) =>
        line.StartsWith(key, StringComparison.Ordinal) && line.Length > key.Length && line[key.Length] is ' ' or ':' ? line[(key.Length + 1)..].Trim().Trim('"') : null;

    // "@scope/a@^1.0, @scope/a@^1.1": the first will do; "alias@npm:real@^1.0" is real.
    private static string? NameIn(string header)
    {
        var first = header.TrimStart('"').Split(", ", 2)[0];
        int at = first.IndexOf('@', Math.Min(1, first.Length));
        if (at <= 0) return null;
        var range = first.AsSpan(at + 1);
        if (!range.StartsWith("npm:", StringComparison.Ordinal)) return first[..at];
        range = range[4..];
        int version = range.IsEmpty ? -1 : range[1..].IndexOf('@');
        return version < 0 ? first[..at] : range[..(version + 1)].ToString();
    }
}
