using Cake.Core.IO;

namespace Cake.PipelineGuard;

/// <summary>What to look for and how to judge it; what is null or empty takes the default of the command line.</summary>
public class PipelineGuardScanSettings : PipelineGuardSettings
{
    /// <summary>The policy file; null to look for <c>.pipelineguard.yml</c> upwards from the working directory.</summary>
    public FilePath? Policy { get; set; }

    /// <summary>Block at this severity and above, whatever the policy says: critical, high, medium, low, info.</summary>
    public string? FailOn { get; set; }

    /// <summary>With <see cref="FailOn"/>: block only on findings that have a fix.</summary>
    public bool? OnlyFixed { get; set; }

    /// <summary>Registries that may be asked without TLS, each <c>HOST[:PORT]</c>.</summary>
    public ICollection<string> InsecureRegistry { get; init; } = [];

    /// <summary>A PEM file with certificate authorities of registries, beside the system's.</summary>
    public FilePath? RegistryCa { get; set; }

    /// <summary>Hosts of another domain that may have a registry's credential in exchange for a token.</summary>
    public ICollection<string> TokenServer { get; init; } = [];

    /// <summary>Where what was learned from layers is kept for the next scan; null for the user's own cache folder.</summary>
    public DirectoryPath? CacheDir { get; set; }

    /// <summary>Read every layer, and keep nothing for the next scan.</summary>
    public bool? NoCache { get; set; }

    /// <summary>The folder with the advisory stores; null for the user's own.</summary>
    public DirectoryPath? Db { get; set; }

    /// <summary>Accept the embedded starter advisories where there is no store.</summary>
    public bool? Starter { get; set; }

    /// <summary>Never download advisory data.</summary>
    public bool? Offline { get; set; }

    /// <summary>Lists of bad files, a SHA-256 in each line.</summary>
    public ICollection<FilePath> MalwareHashes { get; init; } = [];

    /// <summary>Where clamd listens: <c>unix:PATH</c> or <c>tcp:HOST:PORT</c>.</summary>
    public string? Clamd { get; set; }

    /// <summary>Which files of packages are compared with what the package manager recorded: off, changed, full.</summary>
    public string? Integrity { get; set; }

    /// <summary>VEX documents that say which vulnerabilities do not matter.</summary>
    public ICollection<FilePath> Vex { get; init; } = [];

    /// <summary>Do not look for secrets.</summary>
    public bool? NoSecrets { get; set; }

    /// <summary>Standards to report on, such as <c>cis-docker</c>, or paths of templates.</summary>
    public ICollection<string> Compliance { get; init; } = [];
    /// <summary>The Dockerfile that the images were built from, so that findings name its lines.</summary>
    public FilePath? Dockerfile { get; set; }

    /// <summary>The folder with the sources of the images, or a project file, so that findings name lines of project files and manifests.</summary>
    public string? Source { get; set; }

    /// <summary>The base image: one at hand, or the JSON report of a scan of it, whose layers tell base from application; or just its name.</summary>
    public string? Base { get; set; }

    /// <summary>Tell what a newer base image would remove and add: images, folders of images, or <c>registry</c> for newer tags of the base's own and the platforms of the bases of Dockerfiles.</summary>
    public ICollection<string> NewerBase { get; init; } = [];

    /// <summary>Only findings that the base image brought, or only those of the application, block or warn: base, app.</summary>
    public string? Only { get; set; }

    /// <summary>What is known already: a baseline, or an earlier JSON or SARIF report.</summary>
    public FilePath? Baseline { get; set; }

    /// <summary>With a baseline: only new findings block or warn.</summary>
    public bool? NewOnly { get; set; }

    /// <summary>The exit code of a Warn verdict in the result: 0, or 5 to 125.</summary>
    public int? ExitCodeWarn { get; set; }
}
