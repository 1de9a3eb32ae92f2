using System.Collections.Immutable;
using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using PipelineGuard.Advisories;
using PipelineGuard.Scanning;

namespace Cake.PipelineGuard;

/// <summary>
/// Guards container images and Dockerfiles inside a Cake build, with the same findings and the same verdict as the command line.
/// </summary>
[CakeAliasCategory("PipelineGuard")]
[CakeNamespaceImport("PipelineGuard.Policy")]
[CakeNamespaceImport("PipelineGuard.Scanning")]
public static class PipelineGuardAliases
{
    /// <summary>Scans an image, or whatever else the command line can scan, and stops the build when the policy blocks.</summary>
    /// <param name="context">The build.</param>
    /// <param name="target">An archive, an OCI layout, a bill of materials, a Dockerfile, as the command line takes it: <c>oci-dir:out</c>.</param>
    /// <param name="settings">What to look for and how to judge it; null for the defaults.</param>
    /// <returns>What was found, when the verdict is Pass or Warn.</returns>
    /// <exception cref="PipelineGuardBlockedException">The policy blocks.</exception>
    /// <exception cref="PipelineGuardIncompleteException">Something could not be looked at.</exception>
    /// <exception cref="PipelineGuardException">Wrong settings or policy, or no such image.</exception>
    /// <example>
    /// <code>
    /// Task("Guard").Does(() =>
    /// {
    ///     var result = PipelineGuardScan("artifacts/shop.tar", new PipelineGuardScanSettings().WithReport("sarif", "artifacts/shop.sarif"));
    ///     Information("{0} findings", result.Report.Findings.Length);
    /// });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static GuardResult PipelineGuardScan(this ICakeContext context, string target, PipelineGuardScanSettings? settings = null) =>
        new PipelineGuardRunner(context).Scan([target], settings ?? new());

    /// <summary>Scans the image in a file.</summary>
    /// <param name="context">The build.</param>
    /// <param name="image">The archive.</param>
    /// <param name="settings">What to look for and how to judge it; null for the defaults.</param>
    /// <returns>What was found, when the verdict is Pass or Warn.</returns>
    /// <exception cref="PipelineGuardException">The verdict stops the build, or the run ended early.</exception>
    /// <example>
    /// <code>
    /// PipelineGuardScan(File("artifacts/shop.tar"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static GuardResult PipelineGuardScan(this ICakeContext context, FilePath image, PipelineGuardScanSettings? settings = null) =>
        new PipelineGuardRunner(context).Scan([Absolute(context, image)], settings ?? new());

    /// <summary>Scans several targets; they make one report and one verdict.</summary>
    /// <param name="context">The build.</param>
    /// <param name="targets">The targets, as the command line takes them.</param>
    /// <param name="settings">What to look for and how to judge it; null for the defaults.</param>
    /// <returns>What was found, when the verdict is Pass or Warn.</returns>
    /// <exception cref="PipelineGuardException">The verdict stops the build, or the run ended early.</exception>
    /// <example>
    /// <code>
    /// PipelineGuardScan(new[] { "artifacts/shop.tar", "artifacts/worker.tar" }, new PipelineGuardScanSettings { FailOn = "high" });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static GuardResult PipelineGuardScan(this ICakeContext context, IEnumerable<string> targets, PipelineGuardScanSettings? settings = null) =>
        new PipelineGuardRunner(context).Scan(targets, settings ?? new());

    /// <summary>Checks Dockerfiles; they make one report and one verdict.</summary>
    /// <param name="context">The build.</param>
    /// <param name="files">The Dockerfiles.</param>
    /// <param name="settings">How to judge them; null for the defaults.</param>
    /// <returns>What was found, when the verdict is Pass or Warn.</returns>
    /// <exception cref="PipelineGuardException">The verdict stops the build, or the run ended early.</exception>
    /// <example>
    /// <code>
    /// PipelineGuardDockerfiles(GetFiles("./src/**/Dockerfile"), new PipelineGuardScanSettings().WithReport("sarif", "artifacts/dockerfiles.sarif"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static GuardResult PipelineGuardDockerfiles(this ICakeContext context, IEnumerable<FilePath> files, PipelineGuardScanSettings? settings = null) =>
        new PipelineGuardRunner(context).Scan(files.Select(file => $"dockerfile:{Absolute(context, file)}"), settings ?? new());

    /// <summary>Checks the Dockerfiles below a folder.</summary>
    /// <param name="context">The build.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">How to judge them; null for the defaults.</param>
    /// <returns>What was found, when the verdict is Pass or Warn.</returns>
    /// <exception cref="PipelineGuardException">The verdict stops the build, or the run ended early.</exception>
    /// <example>
    /// <code>
    /// PipelineGuardDockerfiles(Directory("./src"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static GuardResult PipelineGuardDockerfiles(this ICakeContext context, DirectoryPath folder, PipelineGuardScanSettings? settings = null) =>
        new PipelineGuardRunner(context).Scan([Absolute(context, folder)], settings ?? new());

    /// <summary>Writes a bill of materials of an image.</summary>
    /// <param name="context">The build.</param>
    /// <param name="target">The image, as the command line takes it.</param>
    /// <param name="file">The file to write: SPDX when its name has <c>.spdx</c> in it, CycloneDX else.</param>
    /// <param name="settings">Which image to read, and more files to write; null for the defaults.</param>
    /// <returns>What is in the image.</returns>
    /// <exception cref="PipelineGuardException">Something could not be looked at, or the run ended early.</exception>
    /// <example>
    /// <code>
    /// PipelineGuardSbom("artifacts/shop.tar", "artifacts/shop.cdx.json");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static GuardResult PipelineGuardSbom(this ICakeContext context, string target, FilePath file, PipelineGuardSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var format = file.GetFilename().FullPath.Contains(".spdx", StringComparison.OrdinalIgnoreCase) ? "spdx" : "cyclonedx";
        var chosen = settings ?? new();
        return new PipelineGuardRunner(context).List([target], new()
        {
            Output = [.. chosen.Output, $"{format}={Absolute(context, file)}"],
            Platform = chosen.Platform,
            Limit = chosen.Limit,
        });
    }

    /// <summary>Brings advisory data on this machine up to date.</summary>
    /// <param name="context">The build.</param>
    /// <param name="settings">Which data, and from where; null for what is there already, from OSV.</param>
    /// <returns>What happened to each ecosystem.</returns>
    /// <exception cref="PipelineGuardException">Some could not be fetched; what was there is untouched.</exception>
    /// <example>
    /// <code>
    /// PipelineGuardDatabaseUpdate(new PipelineGuardDatabaseSettings().WithEcosystem("Debian").WithEcosystem("NuGet"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    public static ImmutableArray<AdvisoryUpdate> PipelineGuardDatabaseUpdate(this ICakeContext context, PipelineGuardDatabaseSettings? settings = null) =>
        new PipelineGuardRunner(context).Update(settings ?? new());

    private static string Absolute(ICakeContext context, FilePath path) => path.MakeAbsolute(context.Environment).FullPath;

    private static string Absolute(ICakeContext context, DirectoryPath path) => path.MakeAbsolute(context.Environment).FullPath;
}
