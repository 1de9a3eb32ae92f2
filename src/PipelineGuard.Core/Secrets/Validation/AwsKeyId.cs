namespace PipelineGuard.Secrets.Validation;

/// <summary>What an access key id of AWS says about itself: behind the prefix, in base 32, stands the number of the account.</summary>
internal static class AwsKeyId
{
    private const int PrefixLength = 4;
    private const long LargestAccount = 999_999_999_999;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>True when the account has twelve digits at most, as all have, or the id is of the older kind, which says nothing.</summary>
    public static bool IsPlausible(ReadOnlySpan<char> id)
    {
        if (id[PrefixLength] is 'I' or 'J') return true;
        long bits = 0;
        foreach (char c in id.Slice(PrefixLength, 9)) bits = bits << 5 | (long)(uint)Base32.IndexOf(c, StringComparison.Ordinal);
        // 45 bits: one that is no part of it, 40 of the account, four of the rest.
        long account = bits >> 4 & 0xFF_FFFF_FFFF;
        return account <= LargestAccount;
    }
}
