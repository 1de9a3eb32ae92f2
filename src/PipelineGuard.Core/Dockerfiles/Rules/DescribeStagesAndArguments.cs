using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds comments on stages and arguments that <c>docker build --call=outline</c> does not show, in files that ask for this check.</summary>
internal sealed class DescribeStagesAndArguments : DockerfileRule
{
    private const string CheckName = "InvalidDefinitionDescription";

    public override RuleInfo Info { get; } = new("PGD038", "Begin descriptions with the name of the stage or argument", Severity.Info)
    {
        Why = "Builders list stages and arguments with the comment above them, provided that it begins with their name. "
            + "Checked where # check=experimental asks for it.",
        Fix = "Write # name description, or put a blank line below a comment that is no description.",
        Flags =
        [
            "# check=experimental=InvalidDefinitionDescription\n# The compiler.\nFROM debian:12.5 AS build",
            "# check=skip=JSONArgsRecommended;experimental=all\n# Which version\nARG VERSION=1\nFROM debian:12.5",
        ],
        Allows =
        [
            "# check=experimental=all\n# build compiles\nFROM debian:12.5 AS build",
            "# check=experimental=all\n# The compiler.\n\nFROM debian:12.5 AS build", "# The compiler.\nFROM debian:12.5 AS build",
            "# check=experimental=all\n# VERSION of the tool,\n# without the v\nARG VERSION=1\nFROM debian:12.5",
            "# check=experimental=all\n# The base.\nFROM debian:12.5", "# check=skip=all\n# x\nARG A\nFROM debian:12.5",
        ],
        Tags = ["docker:InvalidDefinitionDescription"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (!IsAskedFor(file)) yield break;
        Comment? first = null;
        foreach (var node in file.Nodes)
        {
            if (first is not null && NameOf(node) is { } name && !first.Text.StartsWith(name + " ", StringComparison.Ordinal))
                yield return At(file, first, $"This is shown as description of {SyntaxProblems.Quote(name)} only if it begins with that name.");
            // An empty comment ends a description like a blank line.
            first = node is Comment { Text.Length: > 0 } comment ? first ?? comment : null;
        }
    }

    // "# check=skip=A,B;experimental=C"
    private static bool IsAskedFor(Dockerfile file) =>
        file.Directive("check") is { } options
        && FlagOption.Split(options.Replace(',', ' ').Replace(';', ',')).LastOrDefault(option => option.Key == "experimental") is { Value: { } checks }
        && checks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(check => check is "all" or CheckName);

    private static string? NameOf(DockerfileNode node) => node switch
    {
        FromInstruction { Alias: { } alias } => alias.Text,
        ArgInstruction { Pairs: [var only] } => only.Name,
        _ => null,
    };
}
