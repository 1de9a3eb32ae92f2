using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for the digest behind a version tag, which may be moved.</summary>
internal sealed class PinBaseDigest : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD008", "Pin the base image by digest", Severity.Info)
    {
        Why = "Even a version tag is moved whenever the image is rebuilt, and by whoever gets hold of the registry account; a digest names one content.",
        Fix = "Add the digest behind the tag, as in debian:12.5@sha256:…, and let a bot update it.",
        Flags = ["FROM debian:12.5", "ARG TAG=12.5\nFROM debian:$TAG", "FROM debian:12.5@sha256:4f2a91c0 AS a\nFROM alpine:3.20"],
        Allows =
        [
            "FROM debian:12.5@sha256:4f2a91c0", "FROM debian@sha256:4f2a91c0", "FROM scratch", "FROM debian:12.5@sha256:4f2a91c0 AS base\nFROM base",
            "ARG BASE\nFROM $BASE", "ARG DIGEST\nFROM debian:12.5@$DIGEST", "FROM debian",
        ],
        Tags = ["cwe:829"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where stage.Base is { IsScratch: false, IsEarlierStage: false, IsResolved: true, Digest: null, Tag: not (null or "latest") }
        select At(file, stage.From.Image!, $"Base image {SyntaxProblems.Quote(stage.Base!.ToString())} is not pinned by digest.");
}
