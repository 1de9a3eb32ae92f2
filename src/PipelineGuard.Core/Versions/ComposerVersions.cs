namespace PipelineGuard.Versions;

/// <summary>The order of Composer (composer/semver, which ends in PHP's <c>version_compare</c>): dev, alpha, beta, RC, release, patch.</summary>
internal sealed class ComposerVersions : IVersionScheme
{
    public string Name => "composer";

    public bool IsValid(string version) => ComposerVersion.TryParse(version, out _);

    public int Compare(string left, string right)
    {
        var leftIsReadable = ComposerVersion.TryParse(left, out var l);
        var rightIsReadable = ComposerVersion.TryParse(right, out var r);
        return leftIsReadable && rightIsReadable ? Compare(l, r) : UnreadableVersions.Compare(left, leftIsReadable, right, rightIsReadable);
    }

    private static int Compare(ComposerVersion left, ComposerVersion right)
    {
        int order = CompareReleases(left.Release, right.Release);
        if (order == 0) order = left.Stability - right.Stability;
        if (order == 0) order = CompareTails(left, right);
        return order;
    }

    private static int CompareReleases(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            // A number that is missing is an empty run, and so equals zero: Composer fills up to four numbers.
            int order = DigitRun.Compare(TakeNumber(ref left), TakeNumber(ref right));
            if (order != 0) return order;
        }
        return 0;
    }

    // "beta2-dev" leads to "beta2", which comes before "beta2.1"; "beta" comes before "beta1".
    private static int CompareTails(ComposerVersion left, ComposerVersion right)
    {
        var l = left.StabilityNumbers;
        var r = right.StabilityNumbers;
        while (!l.IsEmpty && !r.IsEmpty)
        {
            int order = DigitRun.Compare(TakeNumber(ref l), TakeNumber(ref r));
            if (order != 0) return order;
        }
        return End(l, left.IsDevelopment) - End(r, right.IsDevelopment);
    }

    private static int End(ReadOnlySpan<char> rest, bool isDevelopment) => !rest.IsEmpty ? 2 : isDevelopment ? 0 : 1;

    private static ReadOnlySpan<char> TakeNumber(scoped ref ReadOnlySpan<char> rest)
    {
        int separator = rest.IndexOfAny('.', '-');
        var number = separator < 0 ? rest : rest[..separator];
        rest = separator < 0 ? [] : rest[(separator + 1)..];
        return number;
    }
}
