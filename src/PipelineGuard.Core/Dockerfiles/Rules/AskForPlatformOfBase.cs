using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stages that ask for another platform than their base image has.</summary>
internal sealed class AskForPlatformOfBase : ContextRule
{
    /// <summary>Its id.</summary>
    public const string Id = "PGD061";

    public override RuleInfo Info { get; } = new(Id, "Ask for a platform that the base image has", Severity.Medium)
    {
        Why = "The builder takes what it gets: the image says one platform and holds programs for another, which start in an emulator or not at all.",
        Fix = "Take a base image that has the platform, or correct --platform. 'scan --newer-base registry' asks the registries for the platforms of all base images.",
        Flags =
        [
            "FROM --platform=linux/arm64 amd64/debian:12.5", "FROM --platform=linux/amd64 debian:12.5 AS build\nFROM --platform=linux/arm64 build",
            "FROM --platform=linux/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2022", "ARG P=linux/amd64\nFROM --platform=$P mcr.microsoft.com/dotnet/runtime:10.0-noble-arm64v8",
            "FROM --platform=linux/arm/v6 arm32v7/debian:12.5", "FROM --platform=linux/arm64 registry.example.com/base:1.2", "FROM registry.example.com/arm:1.2",
        ],
        Allows =
        [
            "FROM --platform=linux/arm64 arm64v8/debian:12.5", "FROM --platform=linux/arm arm32v7/debian:12.5", "FROM --platform=linux/x86_64 amd64/debian:12.5",
            "FROM --platform=$BUILDPLATFORM amd64/debian:12.5", "FROM --platform=linux/arm64 debian:12.5", "FROM amd64/debian:12.5",
            "FROM --platform=windows/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2022", "FROM --platform=$BUILDPLATFORM debian:12.5 AS build\nFROM --platform=linux/arm64 build",
            "FROM --platform=linux/amd64 debian:12.5 AS build\nFROM --platform=linux/amd64 build", "FROM --platform=linux/amd64 registry.example.com/base:1.2",
            "FROM registry.example.com/base:1.2", "FROM --platform=linux/arm64 scratch", "FROM --platform=$BUILDPLATFORM registry.example.com/arm:1.2 AS tools\nFROM scratch",
        ],
        Tags = ["docker:InvalidBaseImagePlatform"],
    };

    public override DockerfileContext ExampleContext => DockerfileContext.Empty with
    {
        TargetPlatform = new("linux", "amd64"),
        BasePlatforms = ImmutableDictionary<string, ImmutableArray<Platform>>.Empty
            .Add("registry.example.com/base:1.2", [new("linux", "amd64")])
            .Add("registry.example.com/arm:1.2", [new("linux", "arm64", "v8"), new("linux", "arm", "v7")]),
    };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        from stage in file.Stages
        where stage.Base is { IsScratch: false, IsResolved: true }
        let message = stage.Base!.Stage is { } below ? Contradiction(stage, below) : Misfit(stage, context)
        where message is not null
        select At(file, (ISyntax?)stage.From.Flag("platform") ?? stage.From.Image!, message);

    private static string? Contradiction(Stage stage, Stage below) =>
        StagePlatform.AskedBy(stage) is { } asked && StagePlatform.AskedBy(below) is { } built && !asked.Accepts(built)
            ? $"The stage stands on {SyntaxProblems.Quote(stage.Base!.Written)}, which is built for {built}: asking for {asked} does not change that."
            : null;

    private static string? Misfit(Stage stage, DockerfileContext context)
    {
        var (image, isAsked) = (stage.Base!, stage.Platform is not null);
        if ((isAsked ? StagePlatform.AskedBy(stage) : context.TargetPlatform) is not { } wanted) return null;
        var offered = context.BasePlatforms.GetValueOrDefault(image.Reference.Text, []);
        // A name is believed where the file itself says what it wants.
        if (offered.IsDefaultOrEmpty && isAsked && StagePlatform.ToldBy(image.Reference) is { } told) offered = [told];
        if (offered.IsDefaultOrEmpty || offered.Any(wanted.Accepts)) return null;
        return $"The base image {SyntaxProblems.Quote(image.ToString())} is made for {string.Join(", ", offered.Take(5))}; {(isAsked ? "the stage asks" : "the image is built")} for {wanted}.";
    }
}
