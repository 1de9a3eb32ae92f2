using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PipelineGuard.GitHub;

/// <summary>
/// GitHub's published OpenAPI description, as far as requests go: which paths and methods there are, and what their bodies must look like. It
/// is large and not ours, so it stands outside of the repository: <c>.ci/hosts</c> fetches it.
/// </summary>
internal sealed class OpenApi
{
    private readonly JsonObject _root;
    private readonly List<(Regex Path, JsonObject Operations)> _paths;

    private OpenApi(JsonObject root)
    {
        _root = root;
        _paths = [.. root["paths"]!.AsObject().Select(path => (Pattern(path.Key), path.Value!.AsObject()))];
    }

    /// <summary>The description; null when it was not fetched.</summary>
    public static OpenApi? Published { get; } = File.Exists(FileName) ? new(JsonNode.Parse(File.ReadAllText(FileName))!.AsObject()) : null;

    /// <summary>Where it stands.</summary>
    public static string FileName => Environment.GetEnvironmentVariable("PIPELINEGUARD_GITHUB_OPENAPI") ?? Path.Combine(Here(), "../../artifacts/openapi/api.github.com.json");

    /// <summary>What is wrong with a request; empty when nothing is.</summary>
    public List<string> Faults(string method, string path, IEnumerable<string> query, JsonNode? body)
    {
        var faults = new List<string>();
        var operation = _paths.Where(row => row.Path.IsMatch(path)).Select(row => row.Operations[method.ToLowerInvariant()]).OfType<JsonObject>().FirstOrDefault();
        if (operation is null) return [$"{method} {path} is not in the description"];
        var known = (operation["parameters"]?.AsArray() ?? []).Select(parameter => Resolved(parameter!)).Where(parameter => parameter["in"]!.ToString() == "query").Select(parameter => parameter["name"]!.ToString());
        faults.AddRange(query.Except(known).Select(name => $"{method} {path}: no parameter '{name}'"));
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema)
        {
            if (body is null) faults.Add($"{method} {path}: no body");
            else Check(body, schema, "$", faults);
        }
        else if (body is not null)
        {
            faults.Add($"{method} {path}: a body where none belongs");
        }
        return faults;
    }

    private void Check(JsonNode? value, JsonNode schema, string at, List<string> faults)
    {
        var rules = Resolved(schema);
        if (value is null)
        {
            if (rules["nullable"]?.GetValue<bool>() is not true) faults.Add($"{at} is null");
            return;
        }
        foreach (var part in rules["allOf"]?.AsArray() ?? []) Check(value, part!, at, faults);
        foreach (var choice in new[] { rules["anyOf"], rules["oneOf"] }.OfType<JsonArray>())
        {
            if (!choice.Any(part => IsValid(value, part!))) faults.Add($"{at} fits none of the choices");
        }
        if (rules["type"]?.ToString() is { } type && !IsOf(value, type)) faults.Add($"{at} is no {type}");
        if (rules["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) faults.Add($"{at}: {value.ToJsonString()} is none of {words.ToJsonString()}");
        if (value is JsonObject record) CheckObject(record, rules, at, faults);
        else if (value is JsonArray list) CheckArray(list, rules, at, faults);
        else if (value.GetValueKind() == System.Text.Json.JsonValueKind.String) CheckText(value.ToString(), rules, at, faults);
    }

    private void CheckObject(JsonObject record, JsonObject rules, string at, List<string> faults)
    {
        var properties = rules["properties"] as JsonObject;
        foreach (var name in rules["required"]?.AsArray() ?? [])
        {
            if (!record.ContainsKey(name!.ToString())) faults.Add($"{at}.{name} is missing");
        }
        foreach (var (name, part) in record)
        {
            if (properties?[name] is { } known) Check(part, known, $"{at}.{name}", faults);
            else if (rules["additionalProperties"] is JsonObject other) Check(part, other, $"{at}.{name}", faults);
            // Stricter than the description: a name that it does not know is a slip of ours.
            else if (properties is not null && rules["additionalProperties"]?.GetValueKind() is not System.Text.Json.JsonValueKind.True && rules["allOf"] is null && rules["anyOf"] is null && rules["oneOf"] is null) faults.Add($"{at}.{name} is not in the description");
        }
    }

    private void CheckArray(JsonArray list, JsonObject rules, string at, List<string> faults)
    {
        if (rules["maxItems"]?.GetValue<int>() is { } most && list.Count > most) faults.Add($"{at} has {list.Count} items, more than {most}");
        if (rules["items"] is not { } items) return;
        for (int i = 0; i < list.Count; i++) Check(list[i], items, $"{at}[{i}]", faults);
    }

    private static void CheckText(string text, JsonObject rules, string at, List<string> faults)
    {
        if (rules["maxLength"]?.GetValue<int>() is { } most && text.Length > most) faults.Add($"{at} has {text.Length} characters, more than {most}");
        if (rules["minLength"]?.GetValue<int>() is { } least && text.Length < least) faults.Add($"{at} has {text.Length} characters, fewer than {least}");
        if (rules["pattern"]?.ToString() is { } pattern && !Regex.IsMatch(text, pattern)) faults.Add($"{at}: '{text}' does not match {pattern}");
        if (rules["format"]?.ToString() == "uri" && !Uri.TryCreate(text, UriKind.Absolute, out _)) faults.Add($"{at}: '{text}' is no address");
        if (rules["format"]?.ToString() == "date-time" && !DateTimeOffset.TryParse(text, out _)) faults.Add($"{at}: '{text}' is no time");
    }

    private bool IsValid(JsonNode value, JsonNode schema)
    {
        var faults = new List<string>();
        Check(value, schema, "$", faults);
        return faults.Count == 0;
    }

    private static bool IsOf(JsonNode value, string type) => (value.GetValueKind(), type) switch
    {
        (System.Text.Json.JsonValueKind.Object, "object") or (System.Text.Json.JsonValueKind.Array, "array") or (System.Text.Json.JsonValueKind.String, "string") => true,
        (System.Text.Json.JsonValueKind.Number, "number") => true,
        (System.Text.Json.JsonValueKind.Number, "integer") => value.AsValue().TryGetValue(out long _),
        (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False, "boolean") => true,
        _ => false,
    };

    private JsonObject Resolved(JsonNode node) =>
        node["$ref"]?.ToString() is { } reference
            ? Resolved(reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)_root, (part, name) => part[name.Replace("~1", "/", StringComparison.Ordinal)]!))
            : node.AsObject();

    private static Regex Pattern(string path) => new("^" + Regex.Replace(Regex.Escape(path), @"\\\{[^}]*}", "[^/]+") + "$");

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
