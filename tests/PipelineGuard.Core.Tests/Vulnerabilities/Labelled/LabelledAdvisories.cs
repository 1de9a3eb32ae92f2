using System.Text.Json.Nodes;
using PipelineGuard.Advisories;

namespace PipelineGuard.Vulnerabilities.Labelled;

/// <summary>
/// The facts of <c>Tables/&lt;ecosystem&gt;.advisories.txt</c> as records of the OSV schema. Rows with the same id are one record: one
/// row for each package and release that it is about.
/// <list type="table">
/// <item><term><c>affected</c></term><description><c>&gt;=1</c> introduced, <c>&gt;1</c> introduced behind it, <c>&lt;2</c> fixed, <c>&lt;=2</c> last affected,
/// <c>limit:3</c>; <c>|</c> starts another range; <c>=1.5</c> is a version that is listed.</description></item>
/// <item><term><c>more</c></term><description><c>alias:CVE-…</c>, <c>upstream:CVE-…</c>, <c>stream:nodejs:18</c> (which distributions write into the summary), <c>withdrawn</c>.</description></item>
/// </list>
/// </summary>
internal static class LabelledAdvisories
{
    private const string Day = "2026-01-02T03:04:05Z";

    /// <summary>Writes the export of all ecosystems into a folder, as OSV lays it out.</summary>
    /// <returns>The ecosystems.</returns>
    public static IReadOnlyList<string> Export(string folder)
    {
        var rows = LabelledTable.Ecosystems.SelectMany(name => LabelledTable.Read(name + LabelledTable.FactsSuffix));
        var records = rows.GroupBy(row => row["advisory"], StringComparer.Ordinal).Select(group => (Id: group.Key, Rows: group.ToList())).ToList();
        var byEcosystem = records.SelectMany(record => record.Rows.Select(EcosystemOf).Distinct().Select(name => (Name: name, record.Id, record.Rows))).ToLookup(record => record.Name);
        foreach (var ecosystem in byEcosystem)
            OsvExport.Put(folder, ecosystem.Key, [.. ecosystem.Select(record => ($"{record.Id}.json", Record(record.Id, record.Rows).ToJsonString()))]);
        return [.. byEcosystem.Select(ecosystem => ecosystem.Key)];
    }

    /// <summary>The ids of the advisories that an ecosystem's table of facts has.</summary>
    public static HashSet<string> Ids(string ecosystem) => [.. LabelledTable.Read(ecosystem + LabelledTable.FactsSuffix).Select(row => row["advisory"])];

    private static string EcosystemOf(LabelledTable row) => Ecosystem.Split(row["ecosystem"]).Name;

    private static JsonObject Record(string id, List<LabelledTable> rows)
    {
        var record = new JsonObject { ["schema_version"] = "1.7.0", ["id"] = id, ["modified"] = Day, ["published"] = Day };
        foreach (var word in rows.SelectMany(row => row.Find("more")?.Split(' ') ?? []).Distinct(StringComparer.Ordinal)) Add(record, word);
        record["affected"] = new JsonArray([.. rows.Select(Affected)]);
        return record;
    }

    private static void Add(JsonObject record, string word)
    {
        switch (word.Split(':', 2))
        {
            case ["withdrawn"]: record["withdrawn"] = Day; break;
            case ["alias", var id]: ArrayOf(record, "aliases").Add(id); break;
            case ["upstream", var id]: ArrayOf(record, "upstream").Add(id); break;
            case ["stream", var stream]: record["summary"] = $"Important: {stream} update"; break;
            default: throw new FormatException($"No fact: '{word}'");
        }
    }

    private static JsonObject Affected(LabelledTable row)
    {
        var affected = new JsonObject { ["package"] = new JsonObject { ["ecosystem"] = row["ecosystem"], ["name"] = row["package"] } };
        foreach (var part in row["affected"].Split(" | ").Select(part => part.Split(' ')))
        {
            foreach (var listed in part.Where(word => word[0] == '=')) ArrayOf(affected, "versions").Add(listed[1..]);
            if (part.Where(word => word[0] != '=').ToList() is { Count: > 0 } events) ArrayOf(affected, "ranges").Add(Range(events));
        }
        return affected;
    }

    private static JsonObject Range(List<string> events)
    {
        var range = new JsonObject { ["type"] = "ECOSYSTEM", ["events"] = new JsonArray([.. events.Select(Event)]) };
        bool isExclusive = events.Any(word => word[0] == '>' && word[1] != '=');
        if (isExclusive) range["database_specific"] = new JsonObject { ["introduced_exclusive"] = true };
        return range;
    }

    private static JsonObject Event(string word) => word switch
    {
        ['>', '=', .. var version] => new() { ["introduced"] = version },
        ['>', .. var version] => new() { ["introduced"] = version },
        ['<', '=', .. var version] => new() { ["last_affected"] = version },
        ['<', .. var version] => new() { ["fixed"] = version },
        _ when word.StartsWith("limit:", StringComparison.Ordinal) => new() { ["limit"] = word["limit:".Length..] },
        _ => throw new FormatException($"No event of a range: '{word}'"),
    };

    private static JsonArray ArrayOf(JsonObject owner, string name)
    {
        if (owner[name] is JsonArray array) return array;
        owner[name] = array = [];
        return array;
    }
}
