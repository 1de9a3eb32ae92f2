namespace PipelineGuard.Lifecycle;

/// <summary>A release of a product, and how long it is supported.</summary>
/// <param name="Product">The product, as endoflife.date names it.</param>
/// <param name="Name">Its release cycle: <c>12</c>, <c>3.19</c>.</param>
internal sealed record ProductRelease(string Product, string Name)
{
    /// <summary>The first day without support; null while no end is planned.</summary>
    public DateOnly? End { get; init; }

    /// <summary>The last day with support; null while no end is planned.</summary>
    public DateOnly? LastDay => End?.AddDays(-1);

    /// <summary>Its code name, such as <c>bookworm</c>; null when nobody calls it by another name.</summary>
    public string? OtherName { get; init; }

    /// <summary>What people call it: <c>12 (bookworm)</c>.</summary>
    public string FullName => OtherName is null ? Name : $"{Name} ({OtherName})";

    /// <summary>All of its names.</summary>
    public IEnumerable<string> Names => OtherName is null ? [Name] : [Name, OtherName];

    /// <summary>True when it has no support on that day.</summary>
    public bool HasEnded(DateOnly day) => End <= day;

    /// <summary>The names of the releases that a version may belong to, the most exact first: <c>3.19.1</c>, <c>3.19</c>, <c>3</c>.</summary>
    /// <param name="version">Any text; one that is longer than a version can be belongs to none.</param>
    public static IEnumerable<string> NamesFor(string version)
    {
        const int longest = 128; // The length of an image's tag, which no version exceeds.
        for (var rest = version.Length > longest ? "" : version; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOf('.'))]) yield return rest;
    }
}
