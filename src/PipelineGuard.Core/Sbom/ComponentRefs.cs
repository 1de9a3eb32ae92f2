using System.Collections.Immutable;
using PipelineGuard.Packages;

namespace PipelineGuard.Sbom;

/// <summary>Names the packages of all subjects so that each name occurs once in the document and says what it stands for.</summary>
internal sealed class ComponentRefs
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The package URLs of a subject's packages, and the references to them: the URL itself where it is the only one of its kind.</summary>
    public ImmutableArray<(string Purl, string Ref)> Of(BomSubject subject)
    {
        var inventory = subject.Inventory;
        return
        [
            .. from package in inventory.Packages
               let purl = PackageUrl.For(package, inventory.Distribution).ToString()
               select (purl, Unique(purl, package.FoundIn.Value)),
        ];
    }

    /// <summary>A reference that nothing else has: the wanted one, else with a place behind it, else with a number.</summary>
    public string Unique(string wanted, string place = "")
    {
        if (_taken.Add(wanted)) return wanted;
        var placed = place.Length == 0 ? wanted : $"{wanted}#{Uri.EscapeDataString(place)}";
        if (_taken.Add(placed)) return placed;
        for (int number = 2; ; number++)
        {
            var numbered = $"{placed}~{number}";
            if (_taken.Add(numbered)) return numbered;
        }
    }
}
