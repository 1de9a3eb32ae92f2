using System.Globalization;
using PipelineGuard.Dockerfiles.Stages;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Which of Microsoft's images for .NET a name means.</summary>
internal enum DotnetImageKind
{
    /// <summary>With compilers and tools.</summary>
    Sdk,

    /// <summary>With ASP.NET Core.</summary>
    AspNet,

    /// <summary>With the runtime alone.</summary>
    Runtime,

    /// <summary>With what self-contained programs need.</summary>
    RuntimeDeps,
}

/// <summary>What the name of a .NET image says (github.com/dotnet/dotnet-docker, "Supported tags").</summary>
/// <param name="Kind">Which one it is.</param>
/// <param name="Tag">Its tag; null when there is none.</param>
internal sealed record DotnetImage(DotnetImageKind Kind, string? Tag)
{
    /// <summary>The first version whose Linux images know the user <c>app</c> and the variable <c>APP_UID</c>.</summary>
    public const int FirstWithUser = 8;

    private static readonly string[] OtherDistributions = ["alpine", "azurelinux", "mariner"];

    /// <summary>The major version; null when the tag does not begin with one.</summary>
    public int? Major => Version is { } version ? int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture) : null;

    /// <summary>Major and minor version, such as <c>10.0</c>; null when the tag does not begin with them.</summary>
    public string? Version
    {
        get
        {
            var digits = (Tag ?? "").Split('.', '-') is [var major, var minor, ..] ? (major, minor) : default;
            return IsNumber(digits.major) && IsNumber(digits.minor) ? $"{digits.major}.{digits.minor}" : null;
        }
    }

    /// <summary>True for an image without shell and package manager, which runs as <c>app</c> unless told otherwise.</summary>
    public bool IsChiselled => Tag is not null
        && (Tag.Contains("chiseled", StringComparison.Ordinal) || Tag.Contains("distroless", StringComparison.Ordinal));

    /// <summary>True for an image with an Alpine or Azure Linux below, which is small by itself or another choice.</summary>
    public bool IsOtherDistribution => Tag is not null
        && OtherDistributions.Any(name => Tag.Contains(name, StringComparison.Ordinal));

    /// <summary>Reads the name of an image; null when it is no image for .NET, or not Microsoft's.</summary>
    public static DotnetImage? Of(BaseImage? image)
    {
        if (image is not { IsEarlierStage: false, Registry: "mcr.microsoft.com" }) return null;
        DotnetImageKind? kind = image.Repository switch
        {
            "dotnet/sdk" or "dotnet/core/sdk" or "dotnet/nightly/sdk" => DotnetImageKind.Sdk,
            "dotnet/aspnet" or "dotnet/core/aspnet" or "dotnet/nightly/aspnet" => DotnetImageKind.AspNet,
            "dotnet/runtime" or "dotnet/core/runtime" or "dotnet/nightly/runtime" => DotnetImageKind.Runtime,
            "dotnet/runtime-deps" or "dotnet/core/runtime-deps" or "dotnet/nightly/runtime-deps" => DotnetImageKind.RuntimeDeps,
            _ => null,
        };
        return kind is { } known ? new(known, image.Tag) : null;
    }

    private static bool IsNumber(string? text) => text is { Length: > 0 and < 4 } && text.All(char.IsAsciiDigit);
}
