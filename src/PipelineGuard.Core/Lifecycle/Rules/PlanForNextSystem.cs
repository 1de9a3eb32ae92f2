using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Finds operating systems whose support ends soon.</summary>
internal sealed class PlanForNextSystem : EndingSupportRule
{
    public override RuleInfo Info { get; } = new("PGV002", "Plan for the next release of the operating system", Severity.Low)
    {
        Why = "Its support ends within the days that the policy names (end-of-life: { warn-days: 90 }), and a new release brings changes that want testing.",
        Fix = "Try the application on a later release before the day comes.",
        Flags = ["file 644 0 etc/os-release ID=fedora\\nVERSION_ID=43"],
        Allows = ["file 644 0 etc/os-release ID=fedora\\nVERSION_ID=44", "file 644 0 etc/os-release ID=fedora\\nVERSION_ID=42"],
        Tags = ["cwe:1104"],
    };

    protected override IEnumerable<Installed> InstalledIn(Inventory inventory) => SupportedSystems.In(inventory);
}
