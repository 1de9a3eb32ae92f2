using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.Hardening.Rules;
using PipelineGuard.Lifecycle.Rules;
using PipelineGuard.Malware;
using PipelineGuard.Secrets.Rules;
using DockerfileRules = PipelineGuard.Dockerfiles.Rules.DockerfileRules;

namespace PipelineGuard.Scanning;

/// <summary>Every rule and every problem code, for <c>rules list</c>, <c>rules explain</c> and the generated reference.</summary>
public static class RuleCatalog
{
    private static readonly Lazy<ImmutableArray<RuleInfo>> All = new(() => Where(_ => true));

    /// <summary>All rules, by family and id.</summary>
    public static ImmutableArray<RuleInfo> Rules => All.Value;

    /// <summary>The rules with these ids, in the same order. What the hundreds of others say is not put together for it.</summary>
    internal static ImmutableArray<RuleInfo> Find(IReadOnlySet<string> ids) => Where(ids.Contains);

    private static ImmutableArray<RuleInfo> Where(Func<string, bool> wanted) =>
    [
        .. DockerfileRules.All.Select(rule => rule.Info).Where(rule => wanted(rule.Id)),
        .. SecretRules.All.Where(rule => wanted(rule.Id)).Select(rule => rule.Info).Concat(FileRules.All.Select(rule => rule.Info).Where(rule => wanted(rule.Id)))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
        .. MalwareRules.All.Where(rule => wanted(rule.Id)),
        .. ImageRules.All.Select(rule => rule.Info).Where(rule => wanted(rule.Id)),
        .. LifecycleRules.All.Select(rule => rule.Info).Where(rule => wanted(rule.Id)),
    ];

    /// <summary>A line for each rule and problem.</summary>
    public static string ToText()
    {
        var text = new StringBuilder();
        foreach (var rule in Rules) text.Append($"{rule.Id,-8}{rule.Severity.ToString().ToLowerInvariant(),-12}{rule.Title}\n");
        foreach (var problem in Problems.All) text.Append($"{problem.Code,-8}{problem.Effect.ToString().ToLowerInvariant(),-12}{problem.Title}\n");
        return text.ToString();
    }

    /// <summary>The same with everything that is known of each.</summary>
    public static string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("rules");
            foreach (var rule in Rules) Write(json, rule);
            json.WriteEndArray();
            json.WriteStartArray("problems");
            foreach (var problem in Problems.All) Write(json, problem);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>
    /// All there is to say about one, or about those that do what a rule of another tool does (<c>DL3008</c>, <c>trivy:DS-0002</c>); null when there
    /// is none with that id. Ids are found in any case.
    /// </summary>
    public static string? Explain(string id)
    {
        if (Rules.FirstOrDefault(rule => Same(rule.Id, id)) is { } rule) return RuleSheet.Plain.Write(rule);
        if (Problems.All.FirstOrDefault(problem => Same(problem.Code, id)) is { } problem)
            return $"{problem.Code}  {problem.Title}\n\nEffect: {problem.Effect.ToString().ToLowerInvariant()}\nTry:    {problem.Hint}\n";
        var equivalents = Rules.Where(rule => rule.Tags.Any(tag => Same(tag, id) || Same(tag[(tag.IndexOf(':', StringComparison.Ordinal) + 1)..], id))).ToList();
        return equivalents.Count == 0 ? null : string.Join("\n", equivalents.Select(RuleSheet.Plain.Write));
    }

    private static bool Same(string id, string wanted) => id.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static void Write(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("title", rule.Title);
        json.WriteString("severity", rule.Severity.ToString().ToLowerInvariant());
        json.WriteString("why", rule.Why);
        json.WriteString("fix", rule.Fix);
        json.WriteStartArray("tags");
        foreach (var tag in rule.Tags) json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ProblemInfo problem)
    {
        json.WriteStartObject();
        json.WriteString("code", problem.Code);
        json.WriteString("title", problem.Title);
        json.WriteString("effect", problem.Effect.ToString().ToLowerInvariant());
        json.WriteString("hint", problem.Hint);
        json.WriteEndObject();
    }
}
