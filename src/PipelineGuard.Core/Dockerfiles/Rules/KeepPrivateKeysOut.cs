using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds the text of private keys.</summary>
internal sealed class KeepPrivateKeysOut : DockerfileRule
{
    private const string Begin = "-----BEGIN ";
    private const string End = "PRIVATE KEY-----";
    // The longest known kind is "OPENSSH "; some tools write "EC ", "RSA ", "ENCRYPTED ".
    private const int LongestKind = 24;
    private const int LeastKeyCharacters = 16;
    private const string Close = "-----END ";
    // An RSA key of 16,384 bits has 13,000 characters.
    private const int LongestKey = 16 * 1024;
    // So long is a line that is no path and no checksum of SHA-1.
    private const int LeastLineCharacters = 41;

    public override RuleInfo Info { get; } = new("PGD410", "Keep private keys out of the Dockerfile", Severity.Critical)
    {
        Why = "The key is in the repository and in the image; whoever reads either can pretend to be its owner.",
        Fix = "Replace the key, as it is known by now, and mount the new one: RUN --mount=type=secret or --mount=type=ssh.",
        Flags =
        [
            $"FROM debian:12.5\nRUN echo \"{Begin}RSA {End}\\nMIIEowIBAAKCAQEAy8Dbv8prpJ\" > /root/.ssh/id_rsa",
            $"FROM debian:12.5\nCOPY <<EOF /root/key\n{Begin}{End}\nMIIEvQIBADANBgkqhkiG9w0BAQEF\nEOF",
            $"FROM debian:12.5\nENV KEY=\"{Begin}EC {End}\\\nMHcCAQEEIIGlRyl2B8iSUwJ8zFXs\"",
            $"FROM debian:12.5\nRUN echo \"{Begin}RSA {End}\" > /k && \\\n  echo \"MIIEpAIBAAKCAQEA7bq5xvV3qfG1m0yYyZ0v5s6Zr7wK\" >> /k && \\\n  echo \"{Close}RSA {End}\" >> /k",
        ],
        Allows =
        [
            $"FROM debian:12.5\nRUN ! grep -r -e '{Begin}RSA {End}' /app",
            "FROM debian:12.5\nCOPY <<EOF /ca.pem\n-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\nEOF",
            $"FROM debian:12.5\nRUN echo '{Begin}{End}' > /k && cat /run/secrets/the/folder/with/the/key/of/this/build >> /k && echo '{Close}{End}' >> /k",
            $"FROM debian:12.5\nRUN printf '{Begin}{End}\\n%s\\n' \"$(cat /run/secrets/key)\" | openssl rsa -check",
        ],
        Tags = ["cis-docker:4.10", "cwe:321", "cwe:798"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var text = file.Source.Text;
        for (int at = text.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Begin, at + 1, StringComparison.Ordinal))
        {
            int kind = at + Begin.Length;
            int end = text.AsSpan(kind, Math.Min(LongestKind + End.Length, text.Length - kind)).IndexOf(End);
            if (end < 0) continue;
            int key = kind + end + End.Length;
            if (IsKey(text.AsSpan(key)) || IsWrittenByLine(text.AsSpan(key))) yield return At(file, TextSpan.FromBounds(at, key), "A private key stands in the Dockerfile.");
        }
    }

    // Line breaks come as themselves, as "\n", or behind a continuation.
    private static bool IsKey(ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(rest.Length, 80)];
        int start = 0;
        while (start < rest.Length && (IsBreak(rest[start]) || (rest[start] is 'n' or 'r' && start > 0 && rest[start - 1] == '\\'))) start++;
        int length = 0;
        while (start + length < rest.Length && IsBase64(rest[start + length])) length++;
        return length >= LeastKeyCharacters;
    }

    // echo "-----BEGIN …" && echo "MII…" && echo "-----END …": between the two stands a line of the key.
    private static bool IsWrittenByLine(ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(rest.Length, LongestKey)];
        if (rest.IndexOf(Close) is not (var end and >= 0)) return false;
        rest = rest[..end];
        if (rest.IndexOf(Begin) is var next and >= 0) rest = rest[..next];
        for (int start = 0; start < rest.Length;)
        {
            int length = 0;
            while (start + length < rest.Length && IsBase64(rest[start + length])) length++;
            if (length >= LeastLineCharacters && IsMixed(rest.Slice(start, length))) return true;
            start += length + 1;
        }
        return false;
    }

    private static bool IsMixed(ReadOnlySpan<char> line) =>
        line.ContainsAnyInRange('A', 'Z') && line.ContainsAnyInRange('a', 'z') && line.ContainsAnyInRange('0', '9');

    private static bool IsBreak(char c) => char.IsWhiteSpace(c) || c is '\\' or '`';

    private static bool IsBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=';
}
