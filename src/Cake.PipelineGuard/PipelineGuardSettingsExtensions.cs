using Cake.Core.IO;

namespace Cake.PipelineGuard;

/// <summary>Settings in one expression.</summary>
/// <example>
/// <code>
/// PipelineGuardScan("app.tar", new PipelineGuardScanSettings().WithReport("sarif", "app.sarif").SetFailOn("high").EnableOnlyFixed());
/// </code>
/// </example>
public static class PipelineGuardSettingsExtensions
{
    /// <summary>Writes a report: console, json, sarif, markdown, cyclonedx, spdx, ….</summary>
    public static T WithReport<T>(this T settings, string format, FilePath file) where T : PipelineGuardSettings
    {
        ArgumentNullException.ThrowIfNull(file);
        return settings.WithOutput($"{format}={file.FullPath}");
    }

    /// <summary>Writes a report, said as <c>FORMAT=FILE</c>, or shows one in the log, said as <c>FORMAT</c>.</summary>
    public static T WithOutput<T>(this T settings, string output) where T : PipelineGuardSettings => With(settings, () => settings.Output.Add(output));

    /// <summary>Chooses an image of a multi-platform index.</summary>
    public static T SetPlatform<T>(this T settings, string platform) where T : PipelineGuardSettings => With(settings, () => settings.Platform = platform);

    /// <summary>Raises or lowers a safety limit.</summary>
    public static T WithLimit<T>(this T settings, string name, long value) where T : PipelineGuardSettings =>
        With(settings, () => settings.Limit.Add(FormattableString.Invariant($"{name}={value}")));

    /// <summary>Judges by this policy file.</summary>
    public static T SetPolicy<T>(this T settings, FilePath policy) where T : PipelineGuardScanSettings => With(settings, () => settings.Policy = policy);

    /// <summary>Blocks at this severity and above.</summary>
    public static T SetFailOn<T>(this T settings, string severity) where T : PipelineGuardScanSettings => With(settings, () => settings.FailOn = severity);

    /// <summary>Blocks only on findings that have a fix.</summary>
    public static T EnableOnlyFixed<T>(this T settings) where T : PipelineGuardScanSettings => With(settings, () => settings.OnlyFixed = true);

    /// <summary>Allows a registry to be asked without TLS.</summary>
    public static T WithInsecureRegistry<T>(this T settings, string host) where T : PipelineGuardScanSettings => With(settings, () => settings.InsecureRegistry.Add(host));

    /// <summary>Trusts further certificate authorities of registries.</summary>
    public static T SetRegistryCa<T>(this T settings, FilePath file) where T : PipelineGuardScanSettings => With(settings, () => settings.RegistryCa = file);

    /// <summary>Lets a host of another domain have the credential of a registry.</summary>
    public static T WithTokenServer<T>(this T settings, string host) where T : PipelineGuardScanSettings => With(settings, () => settings.TokenServer.Add(host));

    /// <summary>Keeps what was learned from layers in this folder.</summary>
    public static T SetCacheDir<T>(this T settings, DirectoryPath folder) where T : PipelineGuardScanSettings => With(settings, () => settings.CacheDir = folder);

    /// <summary>Reads every layer, and keeps nothing for the next scan.</summary>
    public static T EnableNoCache<T>(this T settings) where T : PipelineGuardScanSettings => With(settings, () => settings.NoCache = true);

    /// <summary>Takes advisory data from this folder.</summary>
    public static T SetDb<T>(this T settings, DirectoryPath folder) where T : PipelineGuardScanSettings => With(settings, () => settings.Db = folder);

    /// <summary>Accepts the embedded starter advisories where there is no store.</summary>
    public static T EnableStarter<T>(this T settings) where T : PipelineGuardScanSettings => With(settings, () => settings.Starter = true);

    /// <summary>Never downloads advisory data.</summary>
    public static T EnableOffline<T>(this T settings) where T : PipelineGuardScanSettings => With(settings, () => settings.Offline = true);

    /// <summary>Compares every file with a list of bad ones.</summary>
    public static T WithMalwareHashes<T>(this T settings, FilePath list) where T : PipelineGuardScanSettings => With(settings, () => settings.MalwareHashes.Add(list));

    /// <summary>Shows every file to a clamd.</summary>
    public static T SetClamd<T>(this T settings, string address) where T : PipelineGuardScanSettings => With(settings, () => settings.Clamd = address);

    /// <summary>Chooses which files of packages are compared with what the package manager recorded.</summary>
    public static T SetIntegrity<T>(this T settings, string mode) where T : PipelineGuardScanSettings => With(settings, () => settings.Integrity = mode);

    /// <summary>Takes a VEX document into account.</summary>
    public static T WithVex<T>(this T settings, FilePath document) where T : PipelineGuardScanSettings => With(settings, () => settings.Vex.Add(document));

    /// <summary>Does not look for secrets.</summary>
    public static T EnableNoSecrets<T>(this T settings) where T : PipelineGuardScanSettings => With(settings, () => settings.NoSecrets = true);

    /// <summary>Reports on a standard, such as <c>cis-docker</c>, or by a template of your own.</summary>
    public static T WithCompliance<T>(this T settings, string standard) where T : PipelineGuardScanSettings => With(settings, () => settings.Compliance.Add(standard));
    /// <summary>Names the Dockerfile that the images were built from.</summary>
    public static T SetDockerfile<T>(this T settings, FilePath file) where T : PipelineGuardScanSettings => With(settings, () => settings.Dockerfile = file);

    /// <summary>Names the folder with the sources of the images, or a project file.</summary>
    public static T SetSource<T>(this T settings, string path) where T : PipelineGuardScanSettings => With(settings, () => settings.Source = path);

    /// <summary>Names the base image.</summary>
    public static T SetBase<T>(this T settings, string image) where T : PipelineGuardScanSettings => With(settings, () => settings.Base = image);

    /// <summary>Adds an image, a folder of images, or <c>registry</c> to what the base image is held against.</summary>
    public static T WithNewerBase<T>(this T settings, string image) where T : PipelineGuardScanSettings => With(settings, () => settings.NewerBase.Add(image));

    /// <summary>Lets only one side of the image block or warn.</summary>
    public static T SetOnly<T>(this T settings, string origin) where T : PipelineGuardScanSettings => With(settings, () => settings.Only = origin);

    /// <summary>Names what is known already.</summary>
    public static T SetBaseline<T>(this T settings, FilePath file) where T : PipelineGuardScanSettings => With(settings, () => settings.Baseline = file);

    /// <summary>Lets only new findings block or warn.</summary>
    public static T EnableNewOnly<T>(this T settings) where T : PipelineGuardScanSettings => With(settings, () => settings.NewOnly = true);

    /// <summary>Gives a Warn verdict an exit code of its own in the result.</summary>
    public static T SetExitCodeWarn<T>(this T settings, int code) where T : PipelineGuardScanSettings => With(settings, () => settings.ExitCodeWarn = code);

    private static T With<T>(T settings, Action change)
    {
        ArgumentNullException.ThrowIfNull(settings);
        change();
        return settings;
    }
}
