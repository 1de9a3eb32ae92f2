using System.Collections.Immutable;

namespace PipelineGuard.Scanning;

/// <summary>What a user writes behind an option.</summary>
public enum GuardOptionKind
{
    /// <summary>Nothing: the option is there or not (<c>true</c> and <c>false</c> where a wrapper needs a value).</summary>
    Flag,

    /// <summary>One value.</summary>
    Value,

    /// <summary>One value each time; the option may be repeated.</summary>
    List,
}

/// <summary>One option of a scan: the CLI, MSBuild properties, Cake settings and task inputs are all made from these rows.</summary>
/// <param name="Name">In lower case with dashes: <c>fail-on</c>.</param>
/// <param name="Kind">What a user writes behind it.</param>
/// <param name="Help">What it does, one sentence.</param>
/// <param name="Apply">Sets it from the user's text; throws <see cref="Findings.GuardException"/> (PG1001) when the text is wrong.</param>
public sealed record GuardOption(
    string Name, GuardOptionKind Kind, string Help, Func<GuardOptions, ImmutableArray<string>, GuardOptions> Apply)
{
    /// <summary>Its name where names are words without dashes: <c>FailOn</c>.</summary>
    public string PropertyName => string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>A one-letter name; null when there is none.</summary>
    public char? Letter { get; init; }

    /// <summary>What stands for the value in the help: <c>FILE</c>; null for flags.</summary>
    public string? ValueName { get; init; }

    /// <summary>What holds when it is not given, in words; null when nothing does.</summary>
    public string? Default { get; init; }
}
