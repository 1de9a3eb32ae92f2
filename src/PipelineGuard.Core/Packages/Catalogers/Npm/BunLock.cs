using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>
/// Reads <c>bun.lock</c>: <c>workspaces</c> with what each part of the application needs, and <c>packages</c>, whose keys are paths of
/// names (<c>debug/ms</c> is the <c>ms</c> of <c>debug</c>) and whose values are lists: name and version, registry, needs, digest.
/// </summary>
internal sealed class BunLock
{
    private readonly LockGraph _graph = new();
    private readonly List<string> _wanted = [];
    private readonly List<(string Key, List<string> Names, List<string> Needs)> _open = [];

    /// <summary>The packages that the application needs to run.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static IEnumerable<Package> Read(ref Utf8JsonReader reader, ImagePath file)
    {
        var lockFile = new BunLock();
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "workspaces" && reader.TokenType == JsonTokenType.StartObject) lockFile.ReadWorkspaces(ref reader);
            else if (name == "packages" && reader.TokenType == JsonTokenType.StartObject) lockFile.ReadPackages(ref reader, file);
            else reader.Skip();
        }
        return lockFile.NeededToRun();
    }

    private IEnumerable<Package> NeededToRun()
    {
        foreach (var name in _wanted) _graph.AddRoot(name);
        foreach (var (key, names, needs) in _open)
        {
            foreach (var name in names) needs.Add(Resolve(key, name));
        }
        return _graph.Reachable();
    }

    // As Node does: first below the package itself, then below each package around it, then at the top.
    private string Resolve(string key, string name)
    {
        for (var prefix = key; prefix.Length > 0; prefix = prefix[..Math.Max(0, prefix.LastIndexOf('/'))])
        {
            if (_graph.Has($"{prefix}/{name}")) return $"{prefix}/{name}";
        }
        return name;
    }

    private void ReadWorkspaces(ref Utf8JsonReader reader)
    {
        while (JsonText.NextProperty(ref reader, out _))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (IsNeededToRun(name)) _wanted.AddRange(JsonRecord.Names(ref reader));
                else reader.Skip();
            }
        }
    }

    private void ReadPackages(ref Utf8JsonReader reader, ImagePath file)
    {
        while (JsonText.NextProperty(ref reader, out var key))
        {
            if (reader.TokenType != JsonTokenType.StartArray) reader.Skip();
            else ReadPackage(ref reader, key, file);
        }
    }

    private void ReadPackage(ref Utf8JsonReader reader, string key, ImagePath file)
    {
        string? identity = null;
        var names = new List<string>();
        for (int depth = reader.CurrentDepth; reader.Read() && reader.CurrentDepth > depth;)
        {
            if (reader.TokenType == JsonTokenType.String) identity ??= JsonText.StringOrSkip(ref reader);
            else if (reader.TokenType == JsonTokenType.StartObject) ReadNeeds(ref reader, names);
            else reader.Skip();
        }
        int at = identity?.LastIndexOf('@') ?? -1;
        if (at > 0 && LockedPackage.Of(PackageType.Npm, identity![..at], identity[(at + 1)..], file) is { } package)
            _open.Add((key, names, _graph.Add(key, package with { DependsOn = [.. names.Distinct()] })));
    }

    private static void ReadNeeds(ref Utf8JsonReader reader, List<string> names)
    {
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (IsNeededToRun(name)) names.AddRange(JsonRecord.Names(ref reader));
            else reader.Skip();
        }
    }

    // A peer is needed by its user, and installed because somebody names it.
    private static bool IsNeededToRun(string list) => list is "dependencies" or "optionalDependencies" or "peerDependencies";
}
