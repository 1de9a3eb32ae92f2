using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>All rules about support: a new one is a file and a line here.</summary>
internal static class LifecycleRules
{
    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<LifecycleRule> All { get; } =
    [
        new UseSupportedSystem(),
        new PlanForNextSystem(),
        new UseSupportedDotNetRuntime(),
        new PlanForNextDotNet(),
        new UseSupportedRuntime(),
        new PlanForNextRuntime(),
        new UseSupportedProgram(),
        new PlanForNextProgram(),
    ];

    /// <summary>What they find in a target.</summary>
    public static IEnumerable<Finding> Check(LifecycleTarget target, SupportCalendar calendar) => All.SelectMany(rule => rule.Check(target, calendar));
}
