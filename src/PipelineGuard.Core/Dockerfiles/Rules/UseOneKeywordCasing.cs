using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for one way to write keywords: that of the majority, upper case when in doubt.</summary>
internal sealed class UseOneKeywordCasing : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD003", "Write all keywords in one casing", Severity.Info)
    {
        Why = "Keywords stand out from arguments only as long as they all look alike.",
        Fix = "Write all keywords in upper case, or all in lower case.",
        Flags = ["FROM debian:12.5\nrun true", "from debian:12.5\nrun true\nCMD [\"sh\"]", "From debian:12.5", "FROM debian:12.5\nONBUILD run true"],
        Allows = ["FROM debian:12.5\nRUN true", "from debian:12.5\nrun true", "FROM debian:12.5\nRUN <<EOF\nfrom x\nEOF"],
        Tags = ["docker:ConsistentInstructionCasing"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var keywords = file.All<Instruction>().Where(instruction => instruction.Kind != InstructionKind.Unknown).Select(instruction => instruction.Keyword).ToList();
        bool upper = keywords.Count(IsUpper) >= keywords.Count(IsLower);
        return
            from keyword in keywords
            where !(upper ? IsUpper(keyword) : IsLower(keyword))
            let expected = upper ? keyword.Text.ToUpperInvariant() : keyword.Text.ToLowerInvariant()
            select At(file, keyword, $"Keyword '{keyword}' is written in another casing than the others.", new($"Write {expected}.")
            {
                Edits = [file.Replace(keyword, expected)],
            });
    }

    private static bool IsUpper(Word word) => !word.Text.Any(char.IsAsciiLetterLower);

    private static bool IsLower(Word word) => !word.Text.Any(char.IsAsciiLetterUpper);
}
