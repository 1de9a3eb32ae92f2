using System.Collections.Immutable;
using Microsoft.Build.Framework;
using PipelineGuard.Findings;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild;

/// <summary>Reads the core's options from items: the option's name, and the property's text in the metadata <c>Value</c>.</summary>
internal static class OptionItems
{
    /// <summary>The metadata that holds an option's text.</summary>
    public const string Value = "Value";

    /// <summary>The property that stands for an option: <c>PipelineGuardFailOn</c> for <c>fail-on</c>.</summary>
    public static string PropertyOf(GuardOption option) => "PipelineGuard" + option.PropertyName;

    /// <summary>Everything the items say.</summary>
    /// <exception cref="GuardException">PG1001: an option's text is wrong; it is named as the property.</exception>
    public static GuardOptions Read(IEnumerable<ITaskItem> items) => items.Aggregate(new GuardOptions(), Apply);

    private static GuardOptions Apply(GuardOptions options, ITaskItem item)
    {
        var row = GuardOptionTable.All.FirstOrDefault(row => row.Name == item.ItemSpec) ?? throw new GuardException(Problems.BadUsage, item.ItemSpec, "There is no such option.");
        var text = item.GetMetadata(Value).Trim();
        if (text.Length == 0) return options;
        try
        {
            return row.Apply(options, row.Kind == GuardOptionKind.List ? Split(text) : [text]);
        }
        catch (GuardException wrong) when (wrong.Problem == Problems.BadUsage)
        {
            throw new GuardException(Problems.BadUsage, PropertyOf(row), wrong.Detail, wrong);
        }
    }

    private static ImmutableArray<string> Split(string text) => [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
