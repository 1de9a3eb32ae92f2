namespace PipelineGuard.Versions;

/// <summary>
/// The place of versions that a scheme cannot read: before all that it can, among themselves by their characters.
/// So the order stays total, and such a version can only equal the very same text.
/// </summary>
internal static class UnreadableVersions
{
    /// <summary>Compares two versions of which at least one could not be read.</summary>
    public static int Compare(string left, bool leftIsReadable, string right, bool rightIsReadable) =>
        leftIsReadable == rightIsReadable ? string.CompareOrdinal(left, right) : leftIsReadable ? 1 : -1;
}
