namespace PipelineGuard.Versions;

/// <summary>The order of Dart's pub (package <c>pub_semver</c>): semantic versions, but build metadata comes behind the version without it and is ordered like a pre-release.</summary>
internal sealed class PubVersions : IVersionScheme
{
    private static readonly SemVersions Semantic = new();

    public string Name => "pub";

    public bool IsValid(string version) => Semantic.IsValid(version);

    public int Compare(string left, string right)
    {
        int order = Semantic.Compare(left, right);
        if (order != 0 || !Semantic.IsValid(left) || !Semantic.IsValid(right)) return order == 0 ? ByValidity(left, right) : order;
        var (l, r) = (Build(left), Build(right));
        return l.Length == 0 || r.Length == 0 ? l.Length - r.Length : Semantic.Compare("0-" + l, "0-" + r);
    }

    // Where no build can be told apart, well-formed versions come behind the others.
    private static int ByValidity(string left, string right) => (Semantic.IsValid(left) ? 1 : 0) - (Semantic.IsValid(right) ? 1 : 0);

    private static string Build(string version) => version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus ? version[(plus + 1)..].TrimEnd(' ') : "";
}
