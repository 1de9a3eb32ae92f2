using System.Globalization;

namespace PipelineGuard.Advisories.Stores;

/// <summary>A CVE in four bytes: years since 1970 in the highest, the number in the three others. Its order is that of the CVEs.</summary>
internal static class CveNumber
{
    private const int FirstYear = 1970;
    private const int LastYear = FirstYear + 255;
    private const uint LargestNumber = (1 << 24) - 1;

    /// <summary>Packs <c>CVE-2024-1234</c>; false for anything else.</summary>
    public static bool TryPack(ReadOnlySpan<char> cve, out uint packed)
    {
        packed = 0;
        if (cve.Length < 13 || !cve.StartsWith("CVE-", StringComparison.Ordinal) || cve[8] != '-') return false;
        if (!int.TryParse(cve[4..8], NumberStyles.None, CultureInfo.InvariantCulture, out int year) || year is < FirstYear or > LastYear) return false;
        if (!uint.TryParse(cve[9..], NumberStyles.None, CultureInfo.InvariantCulture, out uint number) || number > LargestNumber) return false;
        packed = ((uint)(year - FirstYear) << 24) | number;
        return true;
    }
}
