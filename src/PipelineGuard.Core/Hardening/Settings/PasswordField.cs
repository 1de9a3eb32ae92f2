namespace PipelineGuard.Hardening.Settings;

/// <summary>The password field of passwd(5), group(5) and shadow(5), as crypt(5) writes it.</summary>
internal static class PasswordField
{
    /// <summary>What stands for a hash of the oldest scheme, which names none.</summary>
    public const string Traditional = "$DES$";

    /// <summary>The field with only the scheme left of a hash: <c>$6$</c>. Empty, <c>x</c>, <c>!</c> and <c>*</c> stay; a locked hash keeps its <c>!</c>.</summary>
    public static string SchemeOf(string field)
    {
        if (field.Length <= 1) return field;
        var hash = field.TrimStart('!');
        var lockedBy = field[..^hash.Length];
        if (hash.Length <= 1) return lockedBy + hash;
        if (hash[0] == '*') return lockedBy + "*";
        return lockedBy + (hash[0] == '$' && hash.IndexOf('$', 1) is > 1 and < 8 and var end ? hash[..(end + 1)] : hash[0] == '_' ? "_" : Traditional);
    }

    /// <summary>True when the account can be entered with a password that somebody knows.</summary>
    public static bool IsUsable(string field) => field.Length > 1 && field[0] is not ('!' or '*');

    /// <summary>True for schemes that are cracked in hours: DES, MD5, BSDi, NT.</summary>
    public static bool IsWeak(string field) => field is Traditional or "_" or "$1$" or "$3$" or "$md5$";
}
