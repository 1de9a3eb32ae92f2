using System.Collections.Immutable;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>How registries are talked to.</summary>
internal sealed record RegistryAccess
{
    /// <summary>Registries that may be asked without TLS, each <c>HOST[:PORT]</c>; this machine always may.</summary>
    public ImmutableArray<string> Insecure { get; init; } = [];

    /// <summary>Hosts that may be given the credential of a registry in exchange for a token, beside the registry and its neighbours.</summary>
    public ImmutableArray<string> TokenServers { get; init; } = [];

    /// <summary>A PEM file with further certificate authorities; null for those of the system alone.</summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>How patient downloads are.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>How long a credential helper may take.</summary>
    public TimeSpan HelperPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock for pauses.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
