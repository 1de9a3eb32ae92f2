using System.Buffers;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds tokens that can be told by their look.</summary>
internal sealed class KeepTokensOut : DockerfileRule
{
    private static readonly SearchValues<string> Prefixes =
        SearchValues.Create([.. TokenShape.All.Select(shape => shape.Prefix)], StringComparison.Ordinal);

    public override RuleInfo Info { get; } = new("PGD414", "Keep access tokens out of the Dockerfile", Severity.Critical)
    {
        Why = "The token is in the repository and in the image's history; programs look for such tokens all day.",
        Fix = "Revoke the token, and mount a new one: RUN --mount=type=secret,id=name,env=NAME.",
        // Put together, so that our own sources hold nothing that looks leaked.
        Flags =
        [
            "FROM debian:12.5\nENV A=" + "ghp" + "_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0" + "1XM6Ea",
            "FROM debian:12.5\nRUN aws configure set aws_access_key_id " + "AKI" + "AQ4Z7WXMTR2L5VKJN",
            "FROM debian:12.5\nRUN <<EOF\ncurl -H 'PRIVATE-TOKEN: " + "glp" + "at-a1b2c3d4e5f6g7h8i9j0' https://gitlab.example.com\nEOF",
        ],
        Allows =
        [
            "FROM debian:12.5\nENV A=" + "ghp" + "_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0000000",
            "FROM debian:12.5\nRUN aws configure set aws_access_key_id " + "AKI" + "AIOSFODNN7EXAMPLE",
            "FROM debian:12.5\nRUN echo glpat-xxxxxxxxxxxxxxxxxxxx npm_config_cache=/tmp/npm_config_cache_of_the_whole_company",
            "FROM debian:12.5\nRUN echo 4f2a91c0AKIAQ4Z7WXMTR2L5VKJN",
        ],
        Tags = ["cis-docker:4.10", "cwe:798"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var text = file.Source.Text;
        for (int at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            // In the middle of a word it is a piece of something else, a digest perhaps.
            if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) continue;
            if (TokenShape.All.FirstOrDefault(shape => shape.IsAt(text.AsSpan(at))) is { } shape)
                yield return At(file, new TextSpan(at, shape.Prefix.Length), $"A token of {shape.Maker} stands in the Dockerfile.");
        }
    }

    private static int Next(string text, int from) => text.AsSpan(from).IndexOfAny(Prefixes) is var at and >= 0 ? from + at : -1;
}
