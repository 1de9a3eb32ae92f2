using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Finds .NET runtimes whose support ends soon.</summary>
internal sealed class PlanForNextDotNet : EndingSupportRule
{
    public override RuleInfo Info { get; } = new("PGV004", "Plan for the next version of .NET", Severity.Low)
    {
        Why = "Its support ends within the days that the policy names (end-of-life: { warn-days: 90 }), and a new version wants testing.",
        Fix = "Target a later version before the day comes; even versions have long-term support.",
        Flags = ["day 2026-09-01\ndeps usr/share/dotnet/shared/Microsoft.NETCore.App/9.0.4/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App.Runtime.linux-x64 9.0.4"],
        Allows =
        [
            "day 2026-07-01\ndeps usr/share/dotnet/shared/Microsoft.NETCore.App/9.0.4/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App.Runtime.linux-x64 9.0.4",
            "deps usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.11/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App.Runtime.linux-x64 8.0.11",
        ],
        Tags = ["cwe:1104"],
    };

    protected override IEnumerable<Installed> InstalledIn(Inventory inventory) => SupportedDotNet.In(inventory);
}
