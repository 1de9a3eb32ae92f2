using System.Collections.Immutable;

namespace PipelineGuard.Advisories.DotNet;

/// <summary>One release of .NET, as Microsoft's release data tells it.</summary>
/// <param name="Channel">The version that is supported as one: <c>10.0</c>.</param>
/// <param name="Date">The day it came out; null when not stated.</param>
internal sealed record DotNetRelease(string Channel, DateOnly? Date)
{
    /// <summary>The version of its runtime; null when it brought none.</summary>
    public string? Runtime { get; init; }

    /// <summary>The version of its ASP.NET Core; null when it brought none.</summary>
    public string? AspNetCore { get; init; }

    /// <summary>The version of its desktop runtime; null when it brought none.</summary>
    public string? WindowsDesktop { get; init; }

    /// <summary>The versions of its SDKs, one for each feature band.</summary>
    public ImmutableArray<string> Sdks { get; init; } = [];

    /// <summary>The CVEs it fixes.</summary>
    public ImmutableArray<DotNetCve> Cves { get; init; } = [];
}

/// <summary>A CVE that a release fixes.</summary>
/// <param name="Id">The CVE.</param>
/// <param name="Products"><c>dotnet-runtime</c>, <c>dotnet-aspnetcore</c>, <c>dotnet-sdk</c>; empty when the data does not say which part it is about.</param>
internal sealed record DotNetCve(string Id, ImmutableArray<string> Products);
