using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for <c>ENV key=value</c> in place of <c>ENV key value</c>.</summary>
internal sealed class JoinKeysAndValues : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD009", "Write key=value in ENV and LABEL", Severity.Low)
    {
        Why = "The old form without an equals sign takes the whole rest of the line for one value, so a second pair silently becomes part of the first.",
        Fix = "Write key=value, with quotes around a value that has blanks.",
        Flags =
        [
            "FROM debian:12.5\nENV LANG C.UTF-8", "FROM debian:12.5\nENV GREETING hello   world", "FROM debian:12.5\nLABEL vendor \"Example Ltd\"",
            "FROM debian:12.5\nENV A b=c", "FROM debian:12.5\nONBUILD ENV A it's\\ me",
        ],
        Allows =
        [
            "FROM debian:12.5\nENV LANG=C.UTF-8", "FROM debian:12.5\nENV A=b C=\"d e\"", "FROM debian:12.5\nLABEL vendor=\"Example Ltd\"",
            "ARG A\nFROM debian:12.5",
        ],
        Tags = ["docker:LegacyKeyValueFormat"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from instruction in file.All<PairsInstruction>()
        where instruction is EnvInstruction { IsLegacy: true } or LabelInstruction { IsLegacy: true }
        from pair in instruction.Pairs
        let joined = Joined(pair, instruction.Escape)
        select At(file, pair, $"{SyntaxProblems.Quote(pair.Name)} is set in the old form without an equals sign.", new("Put an equals sign in between.")
        {
            Edits = joined is null ? [] : [file.Replace(pair, joined)],
        });

    // Null where quotes and escapes make it a question what is meant.
    private static string? Joined(Pair pair, char escape)
    {
        var value = pair.Value!.Text;
        var plain = value is ['"', .., '"'] and not "\"" ? value[1..^1] : value;
        if (plain.AsSpan().ContainsAny('"', '\'', escape)) return null;
        return plain.Any(char.IsWhiteSpace) || plain.Length != value.Length ? $"{pair.Name}=\"{plain}\"" : $"{pair.Name}={plain}";
    }
}
