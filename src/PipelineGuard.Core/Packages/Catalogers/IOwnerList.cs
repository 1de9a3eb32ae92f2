using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Reads which files the operating system's package manager installed.</summary>
internal interface IOwnerList
{
    /// <summary>Compares characters and nothing more, as <see cref="IPackageCataloger.Wants"/> does.</summary>
    bool Wants(ReadOnlySpan<char> path);

    /// <summary>
    /// The installed files that <paramref name="isOfInterest"/> accepts. The lists of a real image have some hundred thousand lines and
    /// a few hundred of interest, so a line becomes a string only when it is one of them.
    /// </summary>
    IEnumerable<ImagePath> Read(ImageFile file, PathFilter isOfInterest);
}

/// <summary>Chooses paths inside an image, without a leading slash.</summary>
internal delegate bool PathFilter(ReadOnlySpan<char> path);
