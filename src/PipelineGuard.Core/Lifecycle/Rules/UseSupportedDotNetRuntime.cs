using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>Finds .NET runtimes without support, shared or within self-contained applications.</summary>
internal sealed class UseSupportedDotNetRuntime : OutOfSupportRule
{
    public override RuleInfo Info { get; } = new("PGV003", "Use a supported version of .NET", Severity.High)
    {
        Why = "After the end of support nobody repairs the runtime, however grave the flaw, and its images are not rebuilt.",
        Fix = "Target a version with support and build on its image; even versions have long-term support.",
        Flags =
        [
            "deps usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.11/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App.Runtime.linux-x64 8.0.11",
            "deps usr/share/dotnet/shared/Microsoft.NETCore.App/2.1.30/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App 2.1.30",
            "deps app/Shop.deps.json Microsoft.NETCore.App.Runtime.linux-x64 6.0.36",
            "file 644 0 usr/share/dotnet/sdk/3.1.426/.version 3.1.426",
        ],
        Allows =
        [
            "deps usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App.Runtime.linux-x64 10.0.1",
            "deps usr/share/dotnet/shared/Microsoft.NETCore.App/99.0.0/Microsoft.NETCore.App.deps.json Microsoft.NETCore.App.Runtime.linux-x64 99.0.0",
            "deps app/Shop.deps.json Newtonsoft.Json 6.0.1",
        ],
        Tags = ["cwe:1104"],
    };

    protected override IEnumerable<Installed> InstalledIn(Inventory inventory) => SupportedDotNet.In(inventory);
}
