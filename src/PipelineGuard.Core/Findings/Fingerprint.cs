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
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{rule.Value}\n{subject}\n{logicalPath}"), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
