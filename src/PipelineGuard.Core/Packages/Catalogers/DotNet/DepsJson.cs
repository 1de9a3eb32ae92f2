using System.Text.Json;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>
/// Reads an application's <c>.deps.json</c> (dotnet/sdk, "Runtime configuration file"): <c>libraries</c> says what each library is,
/// <c>targets</c> which files it brings to each platform, <c>runtimeTarget</c> which platform the application was published for.
/// </summary>
internal sealed class DepsJson
{
    // For each target the libraries that bring files to it.
    private readonly Dictionary<string, HashSet<string>> _targets = new(StringComparer.Ordinal);
    private readonly List<(string Key, string? Type)> _libraries = [];
    private string? _runtimeTarget;
    private int _entries;

    /// <summary>The line, counted from 1, where the text stops being JSON, or grows without end; null when all of it was read. What stands before it counts.</summary>
    public int? DamagedLine { get; private set; }

    /// <summary>Reads one. Never throws.</summary>
    public static DepsJson Parse(ReadOnlySpan<byte> json)
    {
        var deps = new DepsJson();
        try
        {
            var reader = JsonText.Open(json);
            JsonText.EnterObject(ref reader);
            while (JsonText.NextProperty(ref reader, out var name)) deps.Take(name, ref reader);
        }
        catch (JsonException damage)
        {
            deps.DamagedLine = (int)(damage.LineNumber ?? 0) + 1;
        }
        return deps;
    }

    /// <summary>
    /// The packages that have files in the target that the application runs on, <c>name/version</c> and type. A library without files is
    /// a meta package, was only needed to compile, or lost all of them to newer ones of the shared framework when the application was
    /// published: in each case nothing of it is there to be attacked. Without that target (as in files edited by hand) any target counts.
    /// Projects and references are the application's own parts.
    /// </summary>
    public IEnumerable<(string Key, string Type)> DeployedPackages()
    {
        var deployed = _runtimeTarget is not null && _targets.TryGetValue(_runtimeTarget, out var target)
            ? target
            : _targets.Values.SelectMany(libraries => libraries).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, type) in _libraries)
        {
            if (type is "package" or "runtimepack" && deployed.Contains(key)) yield return (key, type);
        }
    }

    private void Take(string property, ref Utf8JsonReader reader)
    {
        if (property == "runtimeTarget") _runtimeTarget = RuntimeTarget(ref reader);
        else if (property == "targets" && IsObject(ref reader)) TakeTargets(ref reader);
        else if (property == "libraries" && IsObject(ref reader)) TakeLibraries(ref reader);
        else reader.Skip();
    }

    private static bool IsObject(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.StartObject;

    // The host takes { "name": … } as well as the name itself.
    private static string? RuntimeTarget(ref Utf8JsonReader reader)
    {
        if (!IsObject(ref reader)) return JsonText.StringOrSkip(ref reader);
        string? target = null;
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "name") target = JsonText.StringOrSkip(ref reader);
            else reader.Skip();
        }
        return target;
    }

    private void TakeTargets(ref Utf8JsonReader reader)
    {
        while (NextEntry(ref reader, out var target))
        {
            if (!IsObject(ref reader))
            {
                reader.Skip();
                continue;
            }
            var libraries = _targets[target] = new(StringComparer.Ordinal);
            while (NextEntry(ref reader, out var library))
            {
                if (HasFiles(ref reader)) libraries.Add(library);
            }
        }
    }

    private bool NextEntry(ref Utf8JsonReader reader, out string key)
    {
        if (++_entries > Plausibility.MaxEntries) throw new JsonException("No application has so many libraries.");
        return JsonText.NextProperty(ref reader, out key);
    }

    private static bool HasFiles(ref Utf8JsonReader reader)
    {
        bool hasFiles = false;
        if (!IsObject(ref reader)) reader.Skip();
        else while (JsonText.NextProperty(ref reader, out var group)) hasFiles |= BringsFiles(group, ref reader);
        return hasFiles;
    }

    // "dependencies" and "compile" bring none, and "_._" is NuGet's placeholder for "deliberately nothing".
    private static bool BringsFiles(string group, ref Utf8JsonReader reader)
    {
        bool brings = false;
        if (group is not ("runtime" or "native" or "resources" or "runtimeTargets") || !IsObject(ref reader))
        {
            reader.Skip();
            return brings;
        }
        while (JsonText.NextProperty(ref reader, out var file))
        {
            brings |= !file.EndsWith("_._", StringComparison.Ordinal);
            reader.Skip();
        }
        return brings;
    }

    private void TakeLibraries(ref Utf8JsonReader reader)
    {
        while (NextEntry(ref reader, out var key))
        {
            string? type = null;
            if (!IsObject(ref reader)) reader.Skip();
            else while (JsonText.NextProperty(ref reader, out var name)) TakeType(name, ref reader, ref type);
            _libraries.Add((key, type));
        }
    }

    private static void TakeType(string property, ref Utf8JsonReader reader, ref string? type)
    {
        if (property == "type") type = JsonText.StringOrSkip(ref reader);
        else reader.Skip();
    }
}
