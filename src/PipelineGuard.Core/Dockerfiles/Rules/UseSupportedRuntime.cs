using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds base images of language runtimes that get no updates any more.</summary>
internal sealed class UseSupportedRuntime : SupportedBaseRule
{
    public override RuleInfo Info { get; } = new("PGD102", "Use a language runtime that is supported", Severity.High)
    {
        Why = "Vulnerabilities found after the end of support are never fixed in it, however often the image is rebuilt.",
        Fix = "Move to a release that is still supported.",
        Flags =
        [
            "FROM node:16", "FROM node:18.20.1-alpine3.22", "FROM node:lts-hydrogen", "FROM python:3.8.10-slim", "FROM python:2", "FROM php:7.4-fpm",
            "FROM ruby:2.7", "FROM golang:1.20-bookworm",
            "FROM node:14 AS build\nFROM scratch",
        ],
        Allows =
        [
            "FROM node:22.1", "FROM node:lts", "FROM node:24.1@sha256:4f2a91c0", "FROM python:3", "FROM python:3.13-slim", "FROM example/node:16",
            "ARG V\nFROM node:$V", "FROM debian:10", "FROM golang:1.26", "FROM node:alpine",
        ],
        Tags = ["cwe:1104", "cwe:1329"],
    };

    protected override IEnumerable<BaseRelease> ReleasesOf(ImageReference image) => BaseRelease.RuntimeOf(image) is { } release ? [release] : [];
}
