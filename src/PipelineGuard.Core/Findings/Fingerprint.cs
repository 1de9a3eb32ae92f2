using System.Security.Cryptography;
using System.Text;

namespace PipelineGuard.Findings;

/// <summary>Makes the stable identity of a finding, so that a dismissed alert stays dismissed after a rebuild.</summary>
public static class Fingerprint
{
    /// <summary>Hashes what does not change between rebuilds: 16 hexadecimal digits, as short as code-scanning hosts like it.</summary>
    /// <param name="rule">The rule or advisory.</param>
    /// <param name="subject">The package's name without version, or the offending text; null when the rule alone says it.</param>
    /// <param name="logicalPath">The path in the repository or the image; never a layer digest, a tag or a host path.</param>
    public static string Of(RuleId rule, string? subject, string logicalPath)
    {
        var bytes = Encoding.UTF8.GetBytes($"{rule.Value}\n{subject}\n{logicalPath}");
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
    }
}
