using System.Text;
using PipelineGuard.Advisories;
using PipelineGuard.Images.Sources.Registries;

namespace PipelineGuard.Images.Building;

/// <summary>A login as <c>docker login</c> leaves it, of nobody, put together at run time.</summary>
internal static class TestLogin
{
    public const string User = "robot";

    public static string Secret { get; } = string.Concat("correct", ":horse:", "battery");

    /// <summary>Name and password as the <c>auth</c> member has them.</summary>
    public static string Encoded { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret}"));

    /// <summary>Finds the login of one host in a configuration written to a folder, and no other.</summary>
    public static RegistryAccess In(TemporaryFolder folder, string host) => With(folder, $$"""{"auths":{"{{host}}":{"auth":"{{Encoded}}"} } }""");

    /// <summary>Finds this configuration of Docker, and no other.</summary>
    public static RegistryAccess With(TemporaryFolder folder, string config)
    {
        File.WriteAllText(folder["config.json"], config);
        return FakeRegistry.Access with { Environment = name => name == "DOCKER_CONFIG" ? folder.Path : null };
    }
}
