using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>
/// Reads pnpm's lock files (pnpm/spec, "lockfile"). Formats 5 and 6 mark each package with <c>dev</c>; format 9 does not, so there the
/// needs are followed from the importers' dependencies through <c>snapshots</c>.
/// </summary>
internal sealed class PnpmLock
{
    private readonly ImagePath _file;
    private readonly List<Package> _marked = [];
    private readonly LockGraph _graph = new();
    private List<string>? _needs;
    private bool _hasSnapshots;
    private bool _isMarked;

    // The keys of the blocks around the current line.
    private string _top = "", _block = "", _dependency = "";

    private PnpmLock(ImagePath file) => _file = file;

    /// <summary>The packages that the application needs to run.</summary>
    public static IEnumerable<Package> Read(ReadOnlySpan<byte> text, ImagePath file)
    {
        var lockFile = new PnpmLock(file);
        var lines = new IndentedLines(text);
        while (lines.Next()) lockFile.Take(lines.Indent, lines.Key, lines.Value);
        return lockFile._hasSnapshots ? lockFile._graph.Reachable() : lockFile._marked;
    }

    private void Take(int indent, string key, string value)
    {
        switch (indent)
        {
            case 0: (_top, _block) = (key, ""); break;
            case 2: TakeEntry(key); break;
            case 4: TakeField(key, value); break;
            case 6: TakeDependency(key, value); break;
            case 8 when _top == "importers" && key == "version" && IsNeededToRun(_block): _graph.AddRoot(Key(_dependency, value)); break;
            default: break;
        }
    }

    private void TakeEntry(string key)
    {
        (_block, _needs, _isMarked) = ("", null, false);
        var package = Describe(key);
        if (_top == "snapshots")
        {
            _hasSnapshots = true;
            if (package is not null) _needs = _graph.Add(key, package);
        }
        else if (_top == "packages" && package is not null && _marked.Count < Plausibility.MaxEntries)
        {
            _marked.Add(package);
            _isMarked = true;
        }
    }

    private void TakeField(string key, string value)
    {
        _block = key;
        if (_top != "packages" || key != "dev" || value != "true" || !_isMarked) return;
        _marked.RemoveAt(_marked.Count - 1);
        _isMarked = false;
    }

    private void TakeDependency(string key, string value)
    {
        _dependency = key;
        if (!IsNeededToRun(_block)) return;
        if (_top == "snapshots") _needs?.Add(Key(key, value));
        else if (_top == "packages" && _isMarked && Plausibility.IsName(key) && _marked[^1].DependsOn.Length < Plausibility.MaxNames) _marked[^1] = _marked[^1] with { DependsOn = _marked[^1].DependsOn.Add(key) };
    }

    private static bool IsNeededToRun(string block) => block is "dependencies" or "optionalDependencies";

    // "1.0.0(peer@2.0.0)"; with an alias the whole "real@1.0.0".
    private static string Key(string name, string version) => version.IndexOf('@', 1 <= version.Length ? 1 : 0) is > 0 and var at && at < Peers(version) ? version : $"{name}@{version}";

    private static int Peers(string text) => text.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open ? open : text.Length;

    // "/a/1.0.0_peer@2.0.0" (5), "/a@1.0.0(peer@2.0.0)" (6), "a@1.0.0(peer@2.0.0)" (9); scopes have a slash more.
    private Package? Describe(string key)
    {
        var text = key[..Peers(key)].TrimStart('/');
        int at = text.LastIndexOf('@');
        int slash = text.LastIndexOf('/');
        bool isOld = key.StartsWith('/') && slash > 0 && slash < text.Length - 1 && char.IsAsciiDigit(text[slash + 1]);
        if (isOld) return LockedPackage.Of(PackageType.Npm, text[..slash], text[(slash + 1)..].Split('_', 2)[0], _file);
        return at > 0 ? LockedPackage.Of(PackageType.Npm, text[..at], text[(at + 1)..], _file) : null;
    }
}
