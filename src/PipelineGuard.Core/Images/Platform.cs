using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace PipelineGuard.Images;

/// <summary>The platform of an image, in the names that Go uses (OCI image spec, image-index.md §platform).</summary>
/// <param name="OperatingSystem"><c>linux</c>, <c>windows</c>.</param>
/// <param name="Architecture"><c>amd64</c>, <c>arm64</c>, …</param>
/// <param name="Variant"><c>v7</c>, <c>v8</c>; null when not stated.</param>
public readonly record struct Platform(string OperatingSystem, string Architecture, string? Variant = null)
{
    /// <summary>What an image needs to run on this machine under Linux.</summary>
    internal static Platform Host { get; } = new("linux", NormalArchitecture(RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()));

    /// <summary>Reads <c>os/architecture[/variant]</c>, also with the kernel's names (<c>x86_64</c>, <c>aarch64</c>).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Platform platform)
    {
        platform = default;
        var parts = text?.Split('/');
        if (parts is not { Length: 2 or 3 } || parts.Any(string.IsNullOrWhiteSpace)) return false;
        platform = new(parts[0].ToLowerInvariant(), NormalArchitecture(parts[1].ToLowerInvariant()), parts.Length == 3 ? parts[2].ToLowerInvariant() : null);
        return true;
    }

    /// <summary>True when an image for <paramref name="offered"/> is what somebody who asks for this means. A variant counts when it was asked for; arm64 without one is v8.</summary>
    internal bool Accepts(Platform offered) =>
        OperatingSystem == offered.OperatingSystem && Architecture == offered.Architecture
        && (Variant is null || Variant == (offered.Variant ?? (Architecture == "arm64" ? "v8" : null)));

    /// <inheritdoc/>
    public override string ToString() => Variant is null ? $"{OperatingSystem}/{Architecture}" : $"{OperatingSystem}/{Architecture}/{Variant}";

    private static string NormalArchitecture(string name) => name switch
    {
        "x64" or "x86_64" or "x86-64" => "amd64",
        "aarch64" => "arm64",
        "x86" or "i386" or "i686" => "386",
        "armhf" => "arm",
        "ppc64el" => "ppc64le",
        _ => name,
    };
}
