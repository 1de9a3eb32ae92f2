using System.Collections.Frozen;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>
/// The options that instructions take, those of the experimental channel included (Dockerfile reference; BuildKit, instructions/parse.go and
/// commands_run*.go). Podman reads the same ones.
/// </summary>
internal static class InstructionOptions
{
    private static readonly string[] Switches = ["link", "keep-git-dir", "parents", "unpack"];
    private static readonly string[] Repeatable = ["mount", "exclude", "device"];
    private static readonly string[] Durations = ["interval", "timeout", "start-period", "start-interval"];

    private static readonly FrozenDictionary<InstructionKind, string[]> Names = new Dictionary<InstructionKind, string[]>
    {
        [InstructionKind.From] = ["platform"],
        [InstructionKind.Run] = ["mount", "network", "security", "device"],
        [InstructionKind.Copy] = ["from", "chown", "chmod", "link", "parents", "exclude"],
        [InstructionKind.Add] = ["chown", "chmod", "link", "checksum", "keep-git-dir", "unpack", "exclude"],
        [InstructionKind.Healthcheck] = [.. Durations, "retries"],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string[]> Values = new Dictionary<string, string[]>
    {
        ["network"] = ["default", "none", "host"],
        ["security"] = ["sandbox", "insecure"],
    }.ToFrozenDictionary();

    /// <summary>Reports each option of an instruction that a builder refuses.</summary>
    public static void Check(InstructionParts parts, SyntaxProblems problems)
    {
        // These two are the only ones whose options no builder looks at.
        if (parts.Flags.IsEmpty || parts.Kind is InstructionKind.Unknown or InstructionKind.Arg or InstructionKind.Stopsignal) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flag in parts.Flags)
        {
            bool again = !seen.Add(flag.Name) && !Repeatable.Contains(flag.Name);
            if ((NotTaken(parts, flag) ?? (again ? $"'--{flag.Name}' is given twice." : null) ?? WrongValue(flag)) is { } problem)
                problems.Add(flag.Span, problem);
        }
    }

    private static string? NotTaken(InstructionParts parts, Flag flag)
    {
        var name = parts.Keyword.Text.ToUpperInvariant();
        var shown = SyntaxProblems.Quote($"--{flag.Name}");
        if (!Names.TryGetValue(parts.Kind, out var names)) return $"{name} takes no options, so builders refuse {shown}.";
        return names.Contains(flag.Name) ? null : $"{name} knows no option {shown}, only --{string.Join(", --", names)}.";
    }

    private static string? WrongValue(Flag flag)
    {
        if (Switches.Contains(flag.Name)) return IsSwitch(flag.Value) ? null : $"'--{flag.Name}' is true or false, not {SyntaxProblems.Quote(flag.Value)}.";
        if (flag.Value is not { } value) return $"'--{flag.Name}' needs a value behind an equals sign.";
        if (flag.Name == "mount") return MountOptions.Mistake(flag);
        if (value.Contains('$', StringComparison.Ordinal)) return null;
        if (Values.TryGetValue(flag.Name, out var values) && !values.Contains(value))
            return $"'--{flag.Name}' is {string.Join(" or ", values)}, not {SyntaxProblems.Quote(value)}.";
        if (Durations.Contains(flag.Name) && !GoDuration.IsValid(value))
            return $"{SyntaxProblems.Quote(value)} is no duration: a number with a unit, such as 30s or 1m30s.";
        return flag.Name == "retries" && !(value.Length is > 0 and < 10 && value.All(char.IsAsciiDigit)) ? $"'--retries' is a number, not {SyntaxProblems.Quote(value)}." : null;
    }

    private static bool IsSwitch(string? value) =>
        value is null || value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
