using PipelineGuard.Packages;

namespace PipelineGuard.Lifecycle.Rules;

/// <summary>One product in an image that somebody supports.</summary>
/// <param name="Product">As <see cref="SupportDates"/> know it.</param>
/// <param name="Title">What people call it: <c>Debian</c>.</param>
/// <param name="Version">Its version, as exact as it is known.</param>
internal sealed record Installed(string Product, string Title, string Version)
{
    /// <summary>The package that it is; null for the operating system.</summary>
    public Package? Package { get; init; }

    /// <summary>The file that proves it, without a leading slash; null when nobody says which.</summary>
    public string? Path { get; init; }

    /// <summary>Where it is installed, for people; null when that says no more than the file.</summary>
    public string? Folder { get; init; }

    /// <summary>The layer of the file; null when unknown.</summary>
    public int? Layer { get; init; }

    /// <summary>True for what a compiler put into other programs: nobody can upgrade it without building them anew.</summary>
    public bool IsCompiledIn { get; init; }
}
