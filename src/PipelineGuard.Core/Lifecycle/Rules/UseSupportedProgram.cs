using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Finds nginx, Apache, Redis, PostgreSQL and OpenSSL without support, where no distribution packages them.</summary>
internal sealed class UseSupportedProgram : OutOfSupportRule
{
    public override RuleInfo Info { get; } = new("PGV007", "Use a supported version of the server or library", Severity.High)
    {
        Why = "After the end of support nobody repairs it, however grave the flaw. What the distribution packages has the support of the distribution and is not meant.",
        Fix = "Build on an image of a version with support, or install the distribution's package.",
        Flags = ["pkg:bitnami/nginx@1.22.1", "pkg:bitnami/redis@6.0.16", "pkg:bitnami/postgresql@12.22", "pkg:bitnami/apache@2.2.34", "pkg:generic/openssl@1.1.1w", "pkg:generic/openssl@3.0.15"],
        Allows = ["pkg:bitnami/nginx@1.31.2", "pkg:bitnami/postgresql@18.1", "pkg:generic/openssl@3.5.4", "pkg:generic/openssl@99.0.0", "pkg:deb/debian/nginx@1.22.1-9?distro=debian-12"],
        Tags = ["cwe:1104"],
    };

    protected override IEnumerable<Installed> InstalledIn(Inventory inventory) => SupportedPrograms.In(inventory);
}
