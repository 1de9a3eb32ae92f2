namespace PipelineGuard.Attribution.Manifests.Pinning;

/// <summary>The forms of one member of <c>package.json</c> that overrules versions.</summary>
/// <param name="Member">Its name.</param>
/// <param name="Within">The member that it stands in; null for the root.</param>
internal sealed record NpmForms(string Member, string? Within)
{
    private const string Entry = "\"{package}\": \"{version}\"";

    /// <summary>Where the member has entries.</summary>
    public PinForm First { get; } = new($"\n{Entry}") { Anchor = "{", Between = ",", Close = ",", IsBesideBringer = false };

    /// <summary>Where it stands in another one, which has no such member yet.</summary>
    public PinForm FirstMember { get; } = new($"\n\t{Entry}") { Anchor = "{", Open = $"\n\"{Member}\": {{", Between = ",", Close = "\n},", IsBesideBringer = false };

    /// <summary>Behind the last member of the file.</summary>
    public PinForm LastMember { get; } = Within is null
        ? new($"\n\t{Entry}") { Open = $",\n\"{Member}\": {{", Between = ",", Close = "\n}", Follows = "}", IsBesideBringer = false }
        : new($"\n\t\t{Entry}") { Open = $",\n\"{Within}\": {{\n\t\"{Member}\": {{", Between = ",", Close = "\n\t}\n}", Follows = "}", IsBesideBringer = false };

    /// <summary>All of them.</summary>
    public IEnumerable<PinForm> All => Within is null ? [First, LastMember] : [First, FirstMember, LastMember];
}
