namespace PipelineGuard.Packages.Catalogers.Python;

/// <summary>One <c>[[package]]</c> of a Python lock file, while it is being read.</summary>
internal sealed class PythonLockEntry
{
    // What the three tools call the dependencies that everybody gets.
    private static readonly string[] RunGroups = ["main", "default"];

    /// <summary><c>name</c>; null when there is none.</summary>
    public string? Name { get; private set; }

    /// <summary><c>version</c>; null when there is none.</summary>
    public string? Version { get; private set; }

    /// <summary>True when it is needed for development only.</summary>
    public bool IsDevelopment { get; private set; }

    /// <summary>True for the application itself, which uv lists beside its packages.</summary>
    public bool IsApplication { get; private set; }

    /// <summary>The names that it needs to run.</summary>
    public List<string> Needs { get; } = [];

    /// <summary>Takes one line.</summary>
    public void Take(string table, string key, string value)
    {
        switch (table, key)
        {
            case ("package", "name"): Name = TomlLines.String(value); break;
            case ("package", "version"): Version = TomlLines.String(value); break;
            case ("package", "category"): IsDevelopment = TomlLines.String(value) is not (null or "main"); break;
            case ("package", "groups"): IsDevelopment = TomlLines.Strings(value).Any() && !TomlLines.Strings(value).Any(RunGroups.Contains); break;
            case ("package", "source"): IsApplication = value.Contains("virtual", StringComparison.Ordinal) || value.Contains("editable", StringComparison.Ordinal); break;
            // uv: a list of tables; PDM: a list of requirements.
            case ("package", "dependencies"): TakeNeeds(value); break;
            // Poetry: a table with a name in each line. uv's extras are installed where somebody asks for them: they count.
            case ("package.dependencies", _): AddNeed(key); break;
            case ("package.optional-dependencies", _): TakeNeeds(value); break;
            default: break;
        }
    }

    private void TakeNeeds(string value)
    {
        var tables = TomlLines.Named(value, "name").ToList();
        foreach (var name in tables.Count > 0 ? tables : TomlLines.Strings(value)) AddNeed(name.Split(['>', '<', '=', '!', '~', '[', ';', ' '], 2)[0]);
    }

    private void AddNeed(string name)
    {
        if (Needs.Count < Plausibility.MaxNames) Needs.Add(name);
    }
}
