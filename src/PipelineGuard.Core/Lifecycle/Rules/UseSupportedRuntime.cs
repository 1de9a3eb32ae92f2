using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Finds Node.js, Python, PHP, Ruby, Java and Go without support, where no distribution packages them.</summary>
internal sealed class UseSupportedRuntime : OutOfSupportRule
{
    public override RuleInfo Info { get; } = new("PGV005", "Use a supported version of the language runtime", Severity.High)
    {
        Why = "After the end of support nobody repairs the runtime, however grave the flaw. A runtime that the distribution packages has the support of the distribution and is not meant.",
        Fix = "Build on an image of a version with support. Go is part of the programs it built (and counts as low): build them with a newer one.",
        Flags = ["pkg:bitnami/node@18.20.4", "pkg:bitnami/python@3.9.18", "pkg:bitnami/php@7.4.33", "pkg:golang/stdlib@1.21.5", "pkg:golang/toolchain@1.21.5", "pkg:bitnami/java@16.0.2"],
        Allows = ["pkg:bitnami/node@24.1.0", "pkg:bitnami/node@99.1.0", "pkg:bitnami/java@8.0.392", "pkg:deb/debian/python3.9@3.9.2-1?distro=debian-11", "pkg:npm/node@8.0.0"],
        Tags = ["cwe:1104"],
    };

    protected override IEnumerable<Installed> InstalledIn(Inventory inventory) => SupportedRuntimes.In(inventory);
}
