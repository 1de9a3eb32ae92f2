using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Finds language runtimes whose support ends soon.</summary>
internal sealed class PlanForNextRuntime : EndingSupportRule
{
    public override RuleInfo Info { get; } = new("PGV006", "Plan for the next version of the language runtime", Severity.Low)
    {
        Why = "Its support ends within the days that the policy names (end-of-life: { warn-days: 90 }), and a new version wants testing.",
        Fix = "Try the application on a later version before the day comes.",
        Flags = ["pkg:bitnami/php@8.2.1", "day 2026-04-30\npkg:bitnami/node@20.1.0"],
        Allows = ["pkg:bitnami/php@8.3.1", "day 2026-05-01\npkg:bitnami/node@20.1.0"],
        Tags = ["cwe:1104"],
    };

    protected override IEnumerable<Installed> InstalledIn(Inventory inventory) => SupportedRuntimes.In(inventory);
}
