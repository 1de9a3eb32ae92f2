using System.Text.RegularExpressions;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds final images on top of something that is not released yet.</summary>
internal sealed partial class ShipReleasedBase : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD103", "Build on a released version", Severity.Low)
    {
        Why = "Previews and rolling development versions get no security support and change under the image.",
        Fix = "Use the tag of a released version.",
        Flags =
        [
            "FROM alpine:edge", "FROM debian:sid-slim", "FROM python:3.14-rc-slim", "FROM mcr.microsoft.com/dotnet/aspnet:11.0-preview",
            "FROM postgres:18beta1", "FROM python:3.14.0b2", "FROM ubuntu:devel",
            "FROM rust:nightly AS base\nFROM base", "FROM fedora:rawhide", "FROM example/app:1.2.0-alpha.3",
        ],
        Allows =
        [
            "FROM alpine:3.22", "FROM nvidia/cuda:12.4.0-devel-ubuntu22.04", "FROM cgr.dev/chainguard/python:latest-dev", "FROM nginx:mainline",
            "FROM node:current", "FROM rust:nightly AS build\nFROM alpine:3.22",
            "FROM node:22-alpine", "FROM debian:stable", "ARG TAG\nFROM debian:$TAG", "FROM example/app:9b1c2d3",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        file.FinalStage is { Root: { Tag: { } tag } root } final && (Unreleased().IsMatch(tag) || (root.Repository is "ubuntu" && tag is "devel"))
            ? [At(file, final.From, $"Base image {SyntaxProblems.Quote(root.ToString())} is a development version.")]
            : [];

    // A part of the tag: "rc1", "preview", "18beta1"; a bare letter only between digits, as Python has it (3.14.0b2).
    [GeneratedRegex(
        @"(^|[-_.])(\d*(rc|alpha|beta|preview|pre)\d*|\d{1,2}[ab]\d{1,2}|nightly|edge|canary|snapshot|unstable|sid|testing|experimental|rawhide)($|[-_.])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Unreleased();
}
