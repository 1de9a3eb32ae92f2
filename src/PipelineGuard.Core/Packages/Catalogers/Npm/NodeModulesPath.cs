namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>Tells installed packages from other folders with a <c>package.json</c>: test data, build output, sources.</summary>
internal static class NodeModulesPath
{
    private const string Modules = "node_modules/";
    private const string Manifest = "/package.json";

    /// <summary>
    /// True when Node could load the package from there: below the outermost <c>node_modules</c>, names and further
    /// <c>node_modules</c> take turns, as in <c>node_modules/a/node_modules/@scope/b/package.json</c>. Test data inside a package
    /// (<c>node_modules/a/test/node_modules/b</c>) is not installed, although it looks so from near.
    /// </summary>
    public static bool IsInstalledPackage(ReadOnlySpan<char> path)
    {
        if (!path.EndsWith(Manifest, StringComparison.Ordinal)) return false;
        var rest = BelowOutermostModules(path[..^Manifest.Length]);
        while (!rest.IsEmpty)
        {
            bool isStore = TakeStore(ref rest);
            if (!isStore && !TakeName(ref rest)) return false;
            if (rest.IsEmpty) return !isStore;
            if (!rest.StartsWith(Modules, StringComparison.Ordinal)) return false;
            rest = rest[Modules.Length..];
        }
        return false;
    }

    private static ReadOnlySpan<char> BelowOutermostModules(ReadOnlySpan<char> path)
    {
        if (path.StartsWith(Modules, StringComparison.Ordinal)) return path[Modules.Length..];
        int start = path.IndexOf("/" + Modules, StringComparison.Ordinal);
        return start < 0 ? default : path[(start + 1 + Modules.Length)..];
    }

    // pnpm and npm's linked mode keep packages in "node_modules/.pnpm/a@1.0.0/node_modules/a".
    private static bool TakeStore(ref ReadOnlySpan<char> rest) =>
        (rest.StartsWith(".pnpm/", StringComparison.Ordinal) || rest.StartsWith(".store/", StringComparison.Ordinal))
        && TakeSegment(ref rest) && TakeSegment(ref rest);

    private static bool TakeName(ref ReadOnlySpan<char> rest) =>
        !rest.StartsWith('.') && (!rest.StartsWith('@') || TakeSegment(ref rest)) && TakeSegment(ref rest);

    private static bool TakeSegment(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty) return false;
        int slash = rest.IndexOf('/');
        rest = slash < 0 ? default : rest[(slash + 1)..];
        return true;
    }
}
