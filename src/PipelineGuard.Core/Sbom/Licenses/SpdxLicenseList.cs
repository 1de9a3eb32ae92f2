using System.Collections.Frozen;

namespace PipelineGuard.Sbom.Licenses;

/// <summary>The identifiers that SPDX knows: licences, and exceptions to them.</summary>
internal static class SpdxLicenseList
{
    private const string Resource = "PipelineGuard.Sbom.Licenses.spdx-ids.txt";

    private static readonly FrozenSet<string> Known = Read().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The identifier in SPDX's own spelling; null when there is none. Case does not count (SPDX 2.3, annex D.2).</summary>
    public static string? Find(string id) => Known.TryGetValue(id, out var known) ? known : null;

    private static IEnumerable<string> Read()
    {
        using var stream = typeof(SpdxLicenseList).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line is [not '#', ..]) yield return line;
        }
    }
}
