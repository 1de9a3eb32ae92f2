namespace PipelineGuard.Packages.Catalogers.Go;

/// <summary>A module that a program was built from.</summary>
/// <param name="Path">Its path, which is its name.</param>
/// <param name="Version">Its version; <c>(devel)</c> or empty when it was built from a folder.</param>
internal readonly record struct GoModule(string Path, string Version)
{
    /// <summary>True when it has a version, and so is one that advisories can mean.</summary>
    public bool IsReleased => Path.Length > 0 && Version.Length > 0 && Version != "(devel)";
}

/// <summary>
/// The list of modules in a program (package <c>runtime/debug</c>, type <c>BuildInfo</c>): words between tabs, of which the first tells the kind of line:
/// <c>path</c>, <c>mod</c> for the main module, <c>dep</c>, <c>=&gt;</c> for what was put in the place of the module before, <c>build</c>.
/// </summary>
internal sealed class GoModules
{
    private readonly List<GoModule> _modules = [];

    private GoModules()
    {
    }

    /// <summary>The main module and all others, replaced ones as what replaced them.</summary>
    public IReadOnlyList<GoModule> All => _modules;

    /// <summary>The import path of the program's main package; empty when not told.</summary>
    public string Program { get; private set; } = "";

    /// <summary>
    /// True when a program can have parts of other modules that are not listed: it was built by a tool, or a mode, that knows no modules.
    /// Go's own commands have none, and a single file that was built outside any module has none either.
    /// </summary>
    public bool AreUnknown => _modules.Count == 0 && Program != "command-line-arguments" && !Program.StartsWith("cmd/", StringComparison.Ordinal);

    public static GoModules Parse(string text)
    {
        var modules = new GoModules();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (modules._modules.Count >= Plausibility.MaxEntries) break;
            modules.Take(line);
        }
        return modules;
    }

    private void Take(ReadOnlySpan<char> line)
    {
        Span<Range> words = stackalloc Range[4];
        int count = line.Split(words, '\t');
        if (count < 2) return;
        var value = line[words[1]].ToString();
        switch (line[words[0]])
        {
            case "path": Program = value; break;
            case "mod" or "dep": _modules.Add(new(value, Version(line, words, count))); break;
            case "=>" when _modules.Count > 0: _modules[^1] = new(value, Version(line, words, count)); break;
            default: break;
        }
    }

    private static string Version(ReadOnlySpan<char> line, ReadOnlySpan<Range> words, int count) => count > 2 ? line[words[2]].ToString() : "";
}
