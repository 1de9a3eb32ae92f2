using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Finds servers and libraries whose support ends soon.</summary>
internal sealed class PlanForNextProgram : EndingSupportRule
{
    public override RuleInfo Info { get; } = new("PGV008", "Plan for the next version of the server or library", Severity.Low)
    {
        Why = "Its support ends within the days that the policy names (end-of-life: { warn-days: 90 }), and a new version wants testing.",
        Fix = "Try a later version before the day comes.",
        Flags = ["day 2026-09-20\npkg:bitnami/postgresql@14.19", "pkg:bitnami/redis@8.0.2"],
        Allows = ["day 2026-07-01\npkg:bitnami/postgresql@14.19", "pkg:bitnami/redis@7.4.1"],
        Tags = ["cwe:1104"],
    };

    protected override IEnumerable<Installed> InstalledIn(Inventory inventory) => SupportedPrograms.In(inventory);
}
