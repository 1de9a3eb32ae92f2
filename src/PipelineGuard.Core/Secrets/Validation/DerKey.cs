using System.Formats.Asn1;

namespace PipelineGuard.Secrets.Validation;

/// <summary>Private keys in DER without armour: PKCS#1 (RFC 8017 §A.1.2), SEC 1 (RFC 5915) and PKCS#8 (RFC 5958).</summary>
internal static class DerKey
{
    /// <summary>True when it is one, not encrypted, and nothing but one.</summary>
    public static bool IsPrivate(ReadOnlyMemory<byte> content)
    {
        try
        {
            var outer = new AsnReader(content, AsnEncodingRules.DER);
            var key = outer.ReadSequence();
            if (outer.HasData || !key.TryReadInt32(out int version) || version is < 0 or > 1) return false;
            var tag = key.PeekTag();
            return tag.HasSameClassAndValue(Asn1Tag.Integer) ? IsRsa(key) : tag.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString) || IsPkcs8(key);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool IsRsa(AsnReader key)
    {
        int numbers = 0;
        for (; key.HasData; numbers++) key.ReadInteger();
        return numbers >= 8;
    }

    private static bool IsPkcs8(AsnReader key)
    {
        key.ReadSequence().ReadObjectIdentifier();
        return key.ReadOctetString().Length > 16;
    }
}
