using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for base images whose content cannot change between two builds.</summary>
internal sealed class PinBaseImage : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD007", "Pin the base image", Severity.Medium)
    {
        Why = "A floating tag gives the same commit different content on different days.",
        Fix = "Name a version tag, or better a digest.",
        Flags = ["FROM debian", "FROM debian:latest", "FROM localhost:5000/debian", "ARG TAG=latest\nFROM debian:$TAG"],
        Allows =
        [
            "FROM debian:12.5", "FROM debian@sha256:4f2a91c0", "FROM scratch", "FROM debian:12.5 AS base\nFROM base",
            "ARG BASE\nFROM $BASE", "ARG BASE=\nFROM $BASE", "ARG TAG=12.5\nFROM debian:$TAG",
        ],
        Tags = ["hadolint:DL3006", "hadolint:DL3007", "trivy:DS-0001", "checkov:CKV_DOCKER_7", "cis-docker:4.2"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where stage.Base is { IsScratch: false, IsEarlierStage: false, IsResolved: true, Digest: null, Tag: null or "latest", Repository.Length: > 0 }
        select At(file, stage.From, $"Base image '{stage.Base}' is not pinned.");
}
