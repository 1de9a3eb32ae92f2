using System.Security.Cryptography;
using System.Text;

namespace PipelineGuard.Findings;

/// <summary>Makes the stable identity of a finding, so that a dismissed alert stays dismissed after a rebuild.</summary>
public static class Fingerprint
{
    private const int LongestOnStack = 2048;

    /// <summary>Hashes what does not change between rebuilds: 16 hexadecimal digits, as short as code-scanning hosts like it.</summary>
    /// <param name="rule">The rule or advisory.</param>
    /// <param name="subject">The package's name without version, or the offending text; null when the rule alone says it.</param>
    /// <param name="logicalPath">The path in the repository or the image; never a layer digest, a tag or a host path.</param>
    public static string Of(RuleId rule, string? subject, string logicalPath) => Of(rule, subject.AsSpan(), logicalPath);

    /// <inheritdoc cref="Of(RuleId, string, string)"/>
    internal static string Of(RuleId rule, ReadOnlySpan<char> subject, string logicalPath)
    {
        // On the stack: a large report has a million of them.
        int most = Encoding.UTF8.GetMaxByteCount(rule.Value.Length + subject.Length + logicalPath.Length + 2);
        Span<byte> text = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        int length = Encoding.UTF8.GetBytes(rule.Value, text);
        text[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(subject, text[length..]);
        text[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(logicalPath, text[length..]);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
