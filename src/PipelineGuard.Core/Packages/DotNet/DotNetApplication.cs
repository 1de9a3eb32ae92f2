using System.Collections.Immutable;

namespace PipelineGuard.Packages.DotNet;

/// <summary>A .NET application in an image that needs shared frameworks.</summary>
/// <param name="Path">The file that says so: its <c>.runtimeconfig.json</c>, or the application itself when it is a single file.</param>
/// <param name="Frameworks">What it asks for, and what it gets, by name.</param>
public sealed record DotNetApplication(string Path, ImmutableArray<DotNetFramework> Frameworks);

/// <summary>A shared framework that an application asks for.</summary>
/// <param name="Name"><c>Microsoft.NETCore.App</c>, <c>Microsoft.AspNetCore.App</c> or <c>Microsoft.WindowsDesktop.App</c>.</param>
/// <param name="Requested">The version it was built for.</param>
/// <param name="RunsOn">The version it would run on in this image, by the host's rules for rolling forward; null when none of the installed ones will do.</param>
public sealed record DotNetFramework(string Name, string Requested, string? RunsOn);
