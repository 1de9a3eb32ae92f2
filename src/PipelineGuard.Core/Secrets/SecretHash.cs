using System.Security.Cryptography;
using System.Text;

namespace PipelineGuard.Secrets;

/// <summary>
/// Makes the hash by which reports, baselines and allow-lists tell one secret from another. Reports are public more often than not, and a password
/// can be guessed: the salt makes tables useless, and the repetitions make guessing a few thousand times as dear.
/// </summary>
internal static class SecretHash
{
    private const int Repetitions = 4_096;
    private const int Bytes = 8;

    private static readonly byte[] Salt = Encoding.ASCII.GetBytes("PipelineGuard secret 1");

    /// <summary>Sixteen hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> secret) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(secret, Salt, Repetitions, HashAlgorithmName.SHA256, Bytes));
}
