using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds base images of distributions that get no updates any more.</summary>
internal sealed class UseSupportedDistribution : SupportedBaseRule
{
    public override RuleInfo Info { get; } = new("PGD101", "Use a distribution that is supported", Severity.High)
    {
        Why = "Vulnerabilities found after the end of support are never fixed in it, however often the image is rebuilt.",
        Fix = "Move to a release that is still supported.",
        Flags =
        [
            "FROM debian:10.3", "FROM debian:buster-slim", "FROM ubuntu:18.04", "FROM alpine:3.12.1", "FROM centos:7", "FROM centos:centos8",
            "FROM quay.io/centos/centos:stream8",
            "FROM python:3.12-slim-buster", "FROM node:22-alpine3.15", "FROM docker.io/library/debian:9", "FROM fedora:38",
            "ARG V=10\nFROM debian:$V AS build\nFROM scratch",
            "FROM public.ecr.aws/docker/library/debian:10",
        ],
        Allows =
        [
            "FROM debian:12.5", "FROM debian:trixie-slim", "FROM ubuntu:24.04", "FROM alpine:3.22", "FROM alpine", "FROM alpine:3",
            "FROM almalinux:9", "FROM example/debian:9",
            "FROM python:3.12-slim-bookworm", "FROM scratch", "ARG V\nFROM debian:$V", "FROM debian:12 AS buster\nFROM buster",
            "FROM debian@sha256:4f2a91c0",
        ],
        Tags = ["cwe:1104", "cwe:1329"],
    };

    protected override IEnumerable<BaseRelease> ReleasesOf(ImageReference image) => BaseRelease.DistributionsOf(image);
}
