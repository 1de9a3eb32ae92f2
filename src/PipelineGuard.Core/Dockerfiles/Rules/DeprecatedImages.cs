using System.Collections.Frozen;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Images whose maintainers ask for another one to be used: their pages on Docker Hub, or the announcement of the registry.</summary>
internal static class DeprecatedImages
{
    private static readonly FrozenDictionary<string, string> Successors = new Dictionary<string, string>
    {
        ["adoptopenjdk"] = "eclipse-temurin",
        ["celery"] = "python",
        ["centos"] = "almalinux, or quay.io/centos/centos for CentOS Stream",
        ["consul"] = "hashicorp/consul",
        ["django"] = "python",
        ["docker/compose"] = "docker, which has the compose plugin",
        ["express-gateway"] = "another gateway",
        ["glassfish"] = "ghcr.io/eclipse-ee4j/glassfish",
        ["iojs"] = "node",
        ["java"] = "eclipse-temurin",
        ["jenkins"] = "jenkins/jenkins",
        ["nats-streaming"] = "nats",
        ["openjdk"] = "eclipse-temurin",
        ["opensuse"] = "opensuse/leap",
        ["owncloud"] = "owncloud/server",
        ["piwik"] = "matomo",
        ["rails"] = "ruby",
        ["sentry"] = "getsentry/sentry",
        ["swarm"] = "docker, which has swarm mode",
        ["ubuntu-debootstrap"] = "ubuntu",
        ["ubuntu-upstart"] = "ubuntu",
        ["vault"] = "hashicorp/vault",
    }.ToFrozenDictionary();

    // Whole registries and owners that are no longer filled.
    private static readonly (string Prefix, string Successor)[] Owners =
    [
        ("adoptopenjdk/", "eclipse-temurin"),
        ("bitnamilegacy/", "an image that gets updates"),
        ("k8s.gcr.io/", "the same image at registry.k8s.io"),
    ];

    /// <summary>What to use in place of an image; null when nothing speaks against it.</summary>
    /// <param name="image">The image as <see cref="Stages.OfficialImage.KeyOf"/> names it.</param>
    public static string? SuccessorOf(string image) =>
        Successors.GetValueOrDefault(image) ?? Owners.FirstOrDefault(owner => image.StartsWith(owner.Prefix, StringComparison.Ordinal)).Successor;
}
