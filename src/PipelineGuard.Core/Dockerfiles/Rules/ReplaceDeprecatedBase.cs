using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds base images that their maintainers gave up.</summary>
internal sealed class ReplaceDeprecatedBase : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD058", "Replace deprecated base images", Severity.Medium)
    {
        Why = "Nobody rebuilds a deprecated image, so it collects known vulnerabilities from the day it was given up.",
        Fix = "Move to the image that takes its place.",
        Flags =
        [
            "FROM openjdk:17-jdk-slim", "FROM docker.io/library/java:8", "FROM centos:7", "FROM adoptopenjdk/openjdk11:alpine",
            "FROM k8s.gcr.io/pause:3.9",
            "ARG TAG=11\nFROM openjdk:$TAG AS build\nFROM scratch", "ARG TAG\nFROM openjdk:$TAG",
        ],
        Allows =
        [
            "FROM eclipse-temurin:21", "FROM example/openjdk:17", "FROM registry.example.com/centos:7", "FROM quay.io/centos/centos:stream9",
            "FROM debian:12 AS java\nFROM java",
        ],
        Tags = ["cwe:1104"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where stage.Base is { IsEarlierStage: false, IsScratch: false }
        let successor = DeprecatedImages.SuccessorOf(OfficialImage.KeyOf(stage.Base!.Reference))
        where successor is not null
        select At(file, stage.From.Image!, $"Image {SyntaxProblems.Quote(stage.Base!.ToString())} is deprecated; use {successor}.");
}
