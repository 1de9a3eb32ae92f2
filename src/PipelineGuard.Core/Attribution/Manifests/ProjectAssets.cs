using System.Collections.Immutable;
using System.Text.Json;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>What a restore resolved: <c>obj/project.assets.json</c>.</summary>
internal sealed class ProjectAssets
{
    private const int MostNodes = 50_000;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private readonly Dictionary<string, (string Name, string Version, List<string> Needs)> _nodes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _direct = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _projects = new(StringComparer.OrdinalIgnoreCase);

    private ProjectAssets()
    {
    }

    /// <summary>Reads a file; null when it is none.</summary>
    public static ProjectAssets? Read(SourceFile file)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Bytes, Options);
            var assets = new ProjectAssets();
            assets.Read(json.RootElement);
            return assets;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The version that was resolved; null when the package is not there.</summary>
    public string? VersionOf(string package) => _nodes.TryGetValue(package, out var node) ? node.Version : null;

    /// <summary>
    /// The shortest way from what the project asks for to a package, both included; empty when there is none. A step that is another project
    /// carries its path.
    /// </summary>
    public ImmutableArray<(string Name, string Version, string? Project)> ChainTo(string package)
    {
        var cameFrom = _direct.ToDictionary(name => name, _ => (string?)null, StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(_direct.Order(StringComparer.OrdinalIgnoreCase));
        while (open.TryDequeue(out var name))
        {
            if (name.Equals(package, StringComparison.OrdinalIgnoreCase)) return Chain(name, cameFrom);
            if (!_nodes.TryGetValue(name, out var node)) continue;
            foreach (var need in node.Needs)
            {
                if (cameFrom.Count < MostNodes && cameFrom.TryAdd(need, name)) open.Enqueue(need);
            }
        }
        return [];
    }

    private ImmutableArray<(string, string, string?)> Chain(string last, Dictionary<string, string?> cameFrom)
    {
        var chain = new List<(string, string, string?)>();
        for (string? at = last; at is not null; at = cameFrom[at])
        {
            var node = _nodes.TryGetValue(at, out var known) ? known : (Name: at, Version: "", Needs: []);
            chain.Add((node.Name, node.Version, _projects.GetValueOrDefault(at)));
        }
        chain.Reverse();
        return [.. chain];
    }

    private void Read(JsonElement root)
    {
        foreach (var target in Properties(root, "targets"))
        {
            foreach (var library in Objects(target.Value))
            {
                if (_nodes.Count >= MostNodes || library.Name.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash)) continue;
                var needs = Properties(library.Value, "dependencies").Select(need => need.Name).ToList();
                _nodes.TryAdd(library.Name[..slash], (library.Name[..slash], library.Name[(slash + 1)..], needs));
            }
        }
        foreach (var library in Properties(root, "libraries"))
        {
            if (library.Value.ValueKind == JsonValueKind.Object && library.Value.TryGetProperty("type", out var type) && type.ValueEquals("project")
                && library.Value.TryGetProperty("path", out var path) && path.GetString() is { } project && library.Name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
                _projects.TryAdd(library.Name[..slash], project);
        }
        foreach (var group in Properties(root, "projectFileDependencyGroups"))
        {
            if (group.Value.ValueKind != JsonValueKind.Array) continue;
            foreach (var item in group.Value.EnumerateArray())
            {
                if (item.GetString() is { } text) _direct.Add(text.Split(' ')[0]);
            }
        }
    }

    private static IEnumerable<JsonProperty> Properties(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) ? Objects(inner).AsEnumerable() : [];

    private static JsonElement.ObjectEnumerator Objects(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default;
}
