using System.Text.Json;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>
/// Reads an application's <c>.deps.json</c> (dotnet/sdk, "Runtime configuration file"): <c>libraries</c> says what each library is,
/// <c>targets</c> which files it brings to each platform, <c>runtimeTarget</c> which platform the application was published for.
/// </summary>
internal sealed class DepsJson
{
    /// <summary>The type of the application itself and of the other projects it was built from.</summary>
    public const string Project = "project";

    // For each target what its libraries bring.
    private readonly Dictionary<string, Dictionary<string, DepsLibraryFiles>> _targets = new(StringComparer.Ordinal);
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
    /// The packages of the target that the application runs on, <c>name/version</c>, type and files. A library without files is a meta
    /// package, was only needed to compile, or lost all of them to newer ones of the shared framework when the application was published.
    /// Without that target (as in files edited by hand) any target counts. Projects are listed with their files, too; references are not.
    /// </summary>
    public IEnumerable<(string Key, string Type, DepsLibraryFiles Files)> Packages()
    {
        var targets = _runtimeTarget is not null && _targets.TryGetValue(_runtimeTarget, out var target) ? [target] : _targets.Values.ToArray();
        foreach (var (key, type) in _libraries)
        {
            if (type is not ("package" or "runtimepack" or Project)) continue;
            var found = targets.Select(libraries => libraries.GetValueOrDefault(key)).OfType<DepsLibraryFiles>().ToList();
            if (found.Count > 0) yield return (key, type, found.Find(files => files.Any) ?? found[0]);
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
            while (NextEntry(ref reader, out var library)) libraries[library] = TakeFiles(ref reader);
        }
    }

    private bool NextEntry(ref Utf8JsonReader reader, out string key)
    {
        if (++_entries > Plausibility.MaxEntries) throw new JsonException("No application has so many libraries.");
        return JsonText.NextProperty(ref reader, out key);
    }

    private DepsLibraryFiles TakeFiles(ref Utf8JsonReader reader)
    {
        var files = new DepsLibraryFiles();
        if (!IsObject(ref reader)) reader.Skip();
        else while (JsonText.NextProperty(ref reader, out var group)) TakeGroup(group, files, ref reader);
        return files;
    }

    // "dependencies" and "compile" bring none, and "_._" is NuGet's placeholder for "deliberately nothing".
    private void TakeGroup(string group, DepsLibraryFiles files, ref Utf8JsonReader reader)
    {
        if (group is not ("runtime" or "native" or "resources" or "runtimeTargets") || !IsObject(ref reader))
        {
            reader.Skip();
            return;
        }
        while (NextEntry(ref reader, out var path))
        {
            var (assemblyVersion, fileVersion, kind) = TakeAsset(ref reader);
            if (path.EndsWith("_._", StringComparison.Ordinal)) continue;
            if (group == "runtime" || (group == "runtimeTargets" && kind == "runtime")) files.Assemblies.Add(new(path[(path.LastIndexOf('/') + 1)..], assemblyVersion, fileVersion));
            else files.HasOthers = true;
        }
    }

    private static (Version? Assembly, Version? File, string? Kind) TakeAsset(ref Utf8JsonReader reader)
    {
        (Version? Assembly, Version? File, string? Kind) asset = default;
        if (!IsObject(ref reader))
        {
            reader.Skip();
            return asset;
        }
        while (JsonText.NextProperty(ref reader, out var name))
        {
            var text = JsonText.StringOrSkip(ref reader);
            if (name == "assemblyVersion") asset.Assembly = VersionOf(text);
            else if (name == "fileVersion") asset.File = VersionOf(text);
            else if (name == "assetType") asset.Kind = text;
        }
        return asset;
    }

    private static Version? VersionOf(string? text) => Version.TryParse(text, out var version) ? version : null;

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

/// <summary>What one library brings to a target.</summary>
internal sealed class DepsLibraryFiles
{
    /// <summary>Its assemblies.</summary>
    public List<AssemblyFile> Assemblies { get; } = [];

    /// <summary>True when it brings native libraries or translations.</summary>
    public bool HasOthers { get; set; }

    /// <summary>True when it brings anything.</summary>
    public bool Any => HasOthers || Assemblies.Count > 0;
}
