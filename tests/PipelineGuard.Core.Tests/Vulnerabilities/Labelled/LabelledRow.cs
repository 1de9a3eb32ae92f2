using PipelineGuard.Packages;

namespace PipelineGuard.Vulnerabilities.Labelled;

/// <summary>One row of <c>Tables/&lt;ecosystem&gt;.txt</c>: a package, an advisory, and whether the one has the other's vulnerability.</summary>
/// <param name="Ecosystem">The table it stands in: an OSV ecosystem without release.</param>
/// <param name="Package">What is installed.</param>
/// <param name="Distribution">Where it is installed; null where that does not matter.</param>
/// <param name="Advisory">The advisory's own id, which findings name as their id or among their aliases.</param>
/// <param name="IsAffected">What a careful person says.</param>
/// <param name="Text">The row as it is written, for people who look for it.</param>
internal sealed record LabelledRow(string Ecosystem, Package Package, Distribution? Distribution, string Advisory, bool IsAffected, string Text)
{
    /// <summary>All rows of an ecosystem.</summary>
    public static IEnumerable<LabelledRow> Read(string ecosystem) => LabelledTable.Read(ecosystem + ".txt").Select(row => Of(ecosystem, row));

    private static LabelledRow Of(string ecosystem, LabelledTable row)
    {
        var package = new Package(TypeOf(ecosystem), row["package"], row["version"]) { Module = row.Find("module") };
        if (row.Find("source")?.Split(' ') is { } source) package = package with { SourceName = source[0], SourceVersion = source.ElementAtOrDefault(1) };
        return new(ecosystem, package, DistributionIn(row.Find("distribution")), row["advisory"], IsYes(row), row.Text);
    }

    private static PackageType TypeOf(string ecosystem) =>
        PackageType.All.SingleOrDefault(type => type.OsvEcosystem == ecosystem)
        ?? Distributions.All.First(info => info.OsvEcosystem == ecosystem).PackageTypes[0];

    // "debian 12", "debian trixie" (its codename), "openeuler 22.03 (LTS-SP3)" (the rest stands in its name alone), "wolfi".
    private static Distribution? DistributionIn(string? text) => text?.Split(' ') switch
    {
        null => null,
        [var id] => new(id, ""),
        [var id, var codename] when char.IsAsciiLetter(codename[0]) => new(id, "") { Codename = codename },
        [var id, var version, ..] => new(id, version) { PrettyName = text },
        [] => throw new InvalidOperationException("A text has at least one word."),
    };

    private static bool IsYes(LabelledTable row) => row["expected"] switch
    {
        "yes" => true,
        "no" => false,
        var word => throw new FormatException($"'{word}' is neither 'yes' nor 'no': {row.Text}"),
    };
}
