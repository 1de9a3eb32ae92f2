using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds images from registries that are not on the list of trusted ones.</summary>
internal sealed class TrustRegistries : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD027", "Take images from trusted registries only", Severity.High)
    {
        Why = "An image is a program that runs with the rights of the build; the configuration says which registries may be its source.",
        Fix = "Use the image of a trusted registry, or add the registry to 'trusted-registries' in the policy.",
        Flags =
        [
            "FROM quay.io/example/app:1.0", "FROM registry.example.com:5000/app:1.0", "FROM debian:12.5\nCOPY --from=quay.io/example/app:1.0 /a /a",
            "FROM debian:12.5\nRUN --mount=from=quay.io/example/app:1.0,target=/a true", "FROM ghcr.io/acmeter/app:1.0",
        ],
        Allows =
        [
            "FROM debian:12.5", "FROM docker.io/library/debian:12.5", "FROM mirror.example.com/debian:12.5", "FROM ghcr.io/acme/app:1.0", "FROM scratch", "ARG BASE\nFROM $BASE",
            "FROM debian:12.5 AS build\nFROM build\nCOPY --from=build /a /a", "FROM debian:12.5\nCOPY --from=0 /a /a",
        ],
        Tags = ["hadolint:DL3026", "cis-docker:4.2", "cwe:829"],
    };

    public override DockerfileContext ExampleContext => DockerfileContext.Empty with { TrustedRegistries = ["docker.io", "*.example.com", "ghcr.io/acme"] };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context)
    {
        if (context.TrustedRegistries.IsDefaultOrEmpty) return [];
        return
            from image in Bases(file).Concat(Origins(file))
            let registry = TrustedRegistries.RegistryOf(image.Reference)
            where !registry.Contains(Scope.Unknown, StringComparison.Ordinal) && !TrustedRegistries.Trust(context.TrustedRegistries, image.Reference)
            select At(file, image.Place, $"Registry {SyntaxProblems.Quote(registry)} is not trusted.");
    }

    private static IEnumerable<(ImageReference Reference, ISyntax Place)> Bases(Dockerfile file) =>
        from stage in file.Stages
        where stage.Base is { IsEarlierStage: false, IsScratch: false } image && (image.IsResolved || image.Registry is not null)
        select (stage.Base!.Reference, (ISyntax)stage.From.Image!);

    // A word without a slash may be a stage or a named context.
    private static IEnumerable<(ImageReference Reference, ISyntax Place)> Origins(Dockerfile file) =>
        from origin in file.Instructions.SelectMany(CopyOrigin.Of)
        where origin.Name?.Contains('/', StringComparison.Ordinal) == true
        select (ImageReference.Parse(origin.Name!), origin.Place);
}
