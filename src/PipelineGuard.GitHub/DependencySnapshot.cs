using System.Globalization;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.GitHub;

/// <summary>
/// Tells GitHub's dependency graph what is in the images, by the dependency submission API: one manifest for each image. The next snapshot of
/// the same job and images replaces this one.
/// </summary>
internal static class DependencySnapshot
{
    public static async Task<string> SubmitAsync(GitHubApi api, GitHubJob job, ScanReport report, TimeProvider time)
    {
        var images = report.Targets.Where(target => !target.Packages.IsEmpty).ToList();
        if (images.Count == 0) return "No image with packages was scanned.";
        var manifests = images.GroupBy(image => image.LogicalName, StringComparer.Ordinal).ToDictionary(same => same.Key, same => Manifest(same.Key, same), StringComparer.Ordinal);
        var correlator = $"{job.Name} {string.Join('+', manifests.Keys.Order(StringComparer.Ordinal))}";
        var body = new SnapshotBody(
            0,
            new(job.RunId ?? "0", SafeText.Cut(correlator, 200), job.RunPage?.AbsoluteUri),
            job.Commit,
            job.Ref,
            new("PipelineGuard", report.ToolVersion, ProductAddress.Home.AbsoluteUri),
            manifests,
            time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        var receipt = await api.PostAsync<SnapshotReceipt>("dependency-graph/snapshots", body).ConfigureAwait(false);
        return $"{Phrases.Count(manifests.Values.Sum(manifest => manifest.Resolved.Count), "package")}: {SafeText.OneLine(receipt?.Result ?? "ACCEPTED", 50)}.";
    }

    private static SnapshotManifest Manifest(string name, IEnumerable<TargetReport> images)
    {
        var resolved = new SortedDictionary<string, SnapshotDependency>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            foreach (var package in image.Packages)
            {
                var purl = PackageUrl.For(package, image.Distribution).ToString();
                resolved[purl] = new(purl, "direct", "runtime");
            }
        }
        return new(name, null, resolved);
    }
}
