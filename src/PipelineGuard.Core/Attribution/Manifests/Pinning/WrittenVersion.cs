namespace PipelineGuard.Attribution.Manifests.Pinning;

/// <summary>A version as manifests write it: with a sign in front that says how far it may move, such as <c>^4.17.15</c>, <c>~> 5.2</c> or <c>v1.2.3</c>.</summary>
internal static class WrittenVersion
{
    // "<" and several conditions could rule the new version out; ">" would rule out the very version that is wanted.
    private static readonly string[] Signs = ["", "^", "~", "=", "==", "===", ">=", "~>", "~=", "v", "^v", "~v"];
    private const string Incompatible = "+incompatible";

    /// <summary>The same with a newer version behind the same sign; null for what is more than one version, or none.</summary>
    /// <param name="written">What stands there.</param>
    /// <param name="version">The newer one.</param>
    public static string? Raise(string written, string version)
    {
        int digits = written.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits < 0 || !Signs.Contains(written[..digits].TrimEnd(' ')) || !PinPlace.IsVersion(written[digits..]) || !PinPlace.IsVersion(version)) return null;
        // Go: a module of a major version that its path does not tell (Go modules reference, "+incompatible versions").
        var mark = written.EndsWith(Incompatible, StringComparison.Ordinal) && !version.EndsWith(Incompatible, StringComparison.Ordinal) ? Incompatible : "";
        return written[..digits] + version.TrimStart('v') + mark;
    }
}
