namespace PipelineGuard.Attribution.Manifests.Pinning;

/// <summary>
/// How a kind of file gives a package a version that it does not write yet. In its texts, <c>{package}</c>, <c>{version}</c>, and for Maven <c>{group}</c> and
/// <c>{artifact}</c>, stand for what they say; a line feed goes to the indentation of the place, a tab one level deeper. <c>fix</c> writes nothing that is not of
/// one of these forms.
/// </summary>
/// <param name="Entry">What is written for one package.</param>
internal sealed record PinForm(string Entry)
{
    /// <summary>What stands at the place, and is written again in front of all; empty where nothing is replaced.</summary>
    public string Anchor { get; init; } = "";

    /// <summary>Behind the anchor, before the first entry.</summary>
    public string Open { get; init; } = "";

    /// <summary>Between two entries, where several packages are pinned at one place.</summary>
    public string Between { get; init; } = "";

    /// <summary>Behind the last entry.</summary>
    public string Close { get; init; } = "";

    /// <summary>What follows the place, white space left out; empty where anything may.</summary>
    public string Follows { get; init; } = "";

    /// <summary>True when the place is in the line that names the package which brings it; else that one stands somewhere in the file.</summary>
    public bool IsBesideBringer { get; init; } = true;

    /// <summary>An entry with its parts filled in.</summary>
    public string EntryFor(string package, string version)
    {
        int colon = package.IndexOf(':', StringComparison.Ordinal);
        return Entry.Replace("{group}", colon < 0 ? "" : package[..colon], StringComparison.Ordinal)
            .Replace("{artifact}", package[(colon + 1)..], StringComparison.Ordinal)
            .Replace("{package}", package, StringComparison.Ordinal)
            .Replace("{version}", version, StringComparison.Ordinal);
    }
}
