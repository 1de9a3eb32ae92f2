namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>What a mode for <c>chmod</c> grants beyond the usual.</summary>
/// <param name="IsWorldWritable">True when anybody may write, and no sticky bit limits that to their own files.</param>
/// <param name="SetsUser">True when a program runs with the rights of its owner.</param>
internal readonly record struct ModeBits(bool IsWorldWritable, bool SetsUser);

/// <summary>Reads modes as <c>chmod</c> does (POSIX.1-2024, "chmod").</summary>
internal static class FileModes
{
    private const int OthersWrite = 2;
    private const int Sticky = 512;
    private const int SetUser = 2048;
    private static readonly string[] Giving = ["chmod", "install", "mkdir"];

    private const int LongestNumber = 5;

    /// <summary>The programs that give a mode.</summary>
    public static ReadOnlySpan<string> Programs => Giving;

    /// <summary>True for a command that may give a mode.</summary>
    public static bool Gives(ShellCommand command) => command.IsAny(Giving);

    /// <summary>The mode that a command gives to files or folders, and the word that says so; null when it gives none.</summary>
    public static (ModeBits Mode, ShellWord Word)? Of(ShellCommand command)
    {
        var word = command.Name switch
        {
            "chmod" => command.Operands.FirstOrDefault(),
            "install" or "mkdir" => command.Arguments.SkipWhile(argument => argument.Shape is not ("-m" or "--mode")).ElementAtOrDefault(1),
            _ => null,
        };
        return word?.Value is { } text ? (Read(text), word) : null;
    }

    /// <summary>Reads a mode: <c>0755</c>, <c>u+rwx,go=rx</c>.</summary>
    public static ModeBits Read(string text)
    {
        if (text.Length is 0 or > LongestNumber || text.AsSpan().ContainsAnyExceptInRange('0', '7')) return ReadSymbols(text);
        int bits = Convert.ToInt32(text, 8);
        return new((bits & OthersWrite) != 0 && (bits & Sticky) == 0, (bits & SetUser) != 0);
    }

    private static ModeBits ReadSymbols(string text)
    {
        bool writable = false, setsUser = false;
        foreach (var clause in text.Split(','))
        {
            int sign = clause.IndexOfAny(['+', '=']);
            if (sign < 0) continue;
            var who = clause.AsSpan(0, sign);
            var rights = clause.AsSpan(sign + 1);
            writable |= who.ContainsAny('o', 'a') && rights.Contains('w') && !rights.Contains('t');
            setsUser |= (who.IsEmpty || who.ContainsAny('u', 'a')) && rights.Contains('s');
        }
        return new(writable, setsUser);
    }
}
