using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PipelineGuard.Secrets.Matching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets;

/// <summary>Puts examples together from shapes at run time, so that nothing in our sources looks like a leaked secret. The same seed gives the same text.</summary>
internal sealed class SampleText(int seed)
{
    private static readonly Lazy<string> Rsa = new(() => { using var key = RSA.Create(2048); return key.ExportRSAPrivateKeyPem(); });
    private static readonly Lazy<string> Elliptic = new(() => { using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256); return key.ExportECPrivateKeyPem(); });
    private static readonly Lazy<string> Pkcs8 = new(() => { using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256); return key.ExportPkcs8PrivateKeyPem(); });
    private static readonly Lazy<string> EncryptedPkcs8 = new(() =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportEncryptedPkcs8PrivateKeyPem("pw", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    });

    private readonly Draw _draw = new(seed);

    /// <summary>Fills in everything in braces.</summary>
    public string Expand(string shape)
    {
        var text = new StringBuilder();
        for (int at = 0; at < shape.Length;)
        {
            int close = shape[at] == '{' ? shape.IndexOf('}', at) : -1;
            var inside = close < 0 ? "" : shape[(at + 1)..close];
            if (close < 0 || !(inside.Contains('|', StringComparison.Ordinal) || inside.Contains(':', StringComparison.Ordinal)) || inside.Contains('"', StringComparison.Ordinal))
            {
                text.Append(shape[at++]);
                continue;
            }
            text.Append(Part(inside, text.ToString()));
            at = close + 1;
        }
        return text.ToString();
    }

    private string Part(string inside, string before)
    {
        int colon = inside.LastIndexOf(':');
        if (colon < 0 || (inside.Contains('|', StringComparison.Ordinal) && !char.IsAsciiDigit(inside[^1]))) return Any(inside.Split('|'));
        var (name, count) = (inside[..colon], inside[(colon + 1)..]);
        return name switch
        {
            "pem" => Pem(count),
            "base64pem" => Convert.ToBase64String(Encoding.ASCII.GetBytes(Pem(count))),
            "jwt" => Token(count),
            "login" => Convert.ToBase64String(Encoding.ASCII.GetBytes("app:" + Characters("alnum", int.Parse(count, CultureInfo.InvariantCulture)))),
            "crc62" => TokenChecksum.Of(before.AsSpan(before.LastIndexOf('_') + 1)),
            // Account numbers have twelve digits: the bits behind the prefix are small.
            "aws" => Characters("[A-H]", 1) + Characters(name, 15),
            _ => Characters(name, Length(count)),
        };
    }

    private int Length(string count)
    {
        int[] bounds = [.. count.Split('-').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        return bounds.Length == 1 ? bounds[0] : bounds[0] + _draw.Below(bounds[1] + 1 - bounds[0]);
    }

    // No punctuation where it can be avoided: what stands around a value, and how it is quoted, is not the question here.
    private string Characters(string name, int length)
    {
        var all = CharacterClasses.Expand(CharacterClasses.Find(name));
        var safe = string.Concat(all.Where(c => c is not ('"' or '\'' or '`' or '<' or '>' or '\\' or ';' or ',' or '&' or '(' or ')' or '{' or '}' or '[' or ']' or '|' or '$' or '%' or '=' or '#' or '@' or ':' or '/' or '+' or '-' or '.' or '~')));
        if (safe.Length == 0) safe = all;
        return string.Concat(Enumerable.Range(0, length).Select(_ => Pick(safe)));
    }

    private char Pick(string all) => all[_draw.Below(all.Length)];

    private string Any(string[] words) => words[_draw.Below(words.Length)];

    private string Token(string algorithm) =>
        $"{Json($"{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"}}")}.{Json($"{{\"sub\":\"{_draw.Below(int.MaxValue)}\",\"exp\":1999999999}}")}.{Characters("alnum", 43)}";

    private static string Json(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private string Pem(string kind) => kind switch
    {
        "RSA PRIVATE KEY" => Rsa.Value,
        "EC PRIVATE KEY" => Elliptic.Value,
        "PRIVATE KEY" => Pkcs8.Value,
        "ENCRYPTED PRIVATE KEY" => EncryptedPkcs8.Value,
        "DSA PRIVATE KEY" => Armour(kind, Numbers(6)),
        "OPENSSH PRIVATE KEY" => Armour(kind, OpenSsh("none")),
        "encrypted OPENSSH PRIVATE KEY" => Armour("OPENSSH PRIVATE KEY", OpenSsh("aes256-ctr")),
        "PGP PRIVATE KEY BLOCK" => Armour(kind, [0x95, .. _draw.Bytes(400)], "Version: GnuPG v2\n\n"),
        "CERTIFICATE" => Armour(kind, Numbers(6)),
        _ when kind.StartsWith("encrypted ", StringComparison.Ordinal) => Armour(kind["encrypted ".Length..], _draw.Bytes(600), "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n"),
        _ => throw new ArgumentException(kind),
    };

    private static string Armour(string label, byte[] bytes, string headers = "")
    {
        var lines = Convert.ToBase64String(bytes).Chunk(64).Select(line => new string(line));
        return $"-----BEGIN {label}-----\n{headers}{string.Join('\n', lines)}\n-----END {label}-----";
    }

    private byte[] Numbers(int count)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            for (int i = 1; i < count; i++) writer.WriteIntegerUnsigned([0x70, .. _draw.Bytes(100)]);
        }
        return writer.Encode();
    }

    private byte[] OpenSsh(string cipher) => [.. "openssh-key-v1\0"u8, 0, 0, 0, (byte)cipher.Length, .. Encoding.ASCII.GetBytes(cipher), .. _draw.Bytes(300)];
}
