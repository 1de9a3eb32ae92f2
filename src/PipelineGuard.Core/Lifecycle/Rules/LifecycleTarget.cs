using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>What is judged.</summary>
/// <param name="Name">The target as the user named it.</param>
/// <param name="LogicalName">Its name without tag and path.</param>
/// <param name="Inventory">What is installed in it.</param>
/// <param name="LayerOf">The layer with an index.</param>
internal sealed record LifecycleTarget(string Name, string LogicalName, Inventory Inventory, Func<int, LayerFacts?> LayerOf);
