using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>Reads which files rpm installed: the headers in its database list them. What is damaged is reported by <see cref="RpmCataloger"/>.</summary>
internal sealed class RpmOwnerList : IOwnerList
{
    public bool Wants(ReadOnlySpan<char> path) => RpmDatabase.IsDatabase(path);

    public IEnumerable<ImagePath> Read(ImageFile file, PathFilter isOfInterest)
    {
        var paths = new PathCollector(isOfInterest);
        using var stream = file.OpenStream();
        foreach (var blob in RpmDatabase.Headers(stream, static _ => { }))
        {
            if (RpmHeader.TryParse(blob.Span, out var header) && !IsOfNoDistribution(header)) header.CollectFiles(paths);
        }
        return paths.Paths;
    }

    // Nobody's advisories are about such a package, so what is in it has to speak for itself.
    private static bool IsOfNoDistribution(in RpmHeader header) => ForeignRpms.IsOfNoDistribution($"-{header.Text(RpmTag.Release)}", header.Text(RpmTag.Vendor));
}
