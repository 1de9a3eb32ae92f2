using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Rust;

/// <summary>
/// Reads the list of <c>cargo auditable</c>: <c>packages</c>, each with name, version, source, the kind <c>build</c> for what only ran during the build,
/// and the places in the list of the crates that it needs.
/// </summary>
internal static class AuditableCrates
{
    private readonly record struct Crate(string Name, string Version, string Source, bool IsBuildOnly, List<int> Needs)
    {
        // The application's own crates have names that anybody may have published something under.
        public bool IsListed => Source is not ("" or "local") && !IsBuildOnly;
    }

    /// <summary>Adds the crates that are in the program and come from a registry or a repository.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Read(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        var crates = new List<Crate>();
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "packages" && reader.TokenType == JsonTokenType.StartArray) ReadCrates(ref reader, crates);
            else reader.Skip();
        }
        packages.AddRange(crates.Where(crate => crate.IsListed).Select(crate => new Package(PackageType.Cargo, crate.Name, crate.Version)
        {
            DependsOn = Names(crate, crates),
            FoundIn = file,
        }));
    }

    private static void ReadCrates(ref Utf8JsonReader reader, List<Crate> crates)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && crates.Count < Plausibility.MaxEntries) crates.Add(ReadCrate(ref reader));
            else reader.Skip();
        }
    }

    private static Crate ReadCrate(ref Utf8JsonReader reader)
    {
        var crate = new Crate("", "", "", IsBuildOnly: false, []);
        while (JsonText.NextProperty(ref reader, out var name))
        {
            switch (name)
            {
                case "name": crate = crate with { Name = JsonText.StringOrSkip(ref reader) ?? "" }; break;
                case "version": crate = crate with { Version = JsonText.StringOrSkip(ref reader) ?? "" }; break;
                case "source": crate = crate with { Source = JsonText.StringOrSkip(ref reader) ?? "" }; break;
                case "kind": crate = crate with { IsBuildOnly = JsonText.StringOrSkip(ref reader) == "build" }; break;
                case "dependencies" when reader.TokenType == JsonTokenType.StartArray: ReadNeeds(ref reader, crate.Needs); break;
                default: reader.Skip(); break;
            }
        }
        return crate;
    }

    private static void ReadNeeds(ref Utf8JsonReader reader, List<int> needs)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int place) && needs.Count < Plausibility.MaxNames) needs.Add(place);
            else reader.Skip();
        }
    }

    private static ImmutableArray<string> Names(Crate crate, List<Crate> crates) =>
        [.. crate.Needs.Where(place => place >= 0 && place < crates.Count).Select(place => crates[place]).Where(needed => needed.IsListed).Select(needed => needed.Name).Distinct()];
}
