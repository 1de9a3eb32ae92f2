using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.IO;
using PipelineGuard.Malware.Integrity;

namespace PipelineGuard.Scanning;

/// <summary>Where one report goes.</summary>
/// <param name="Format">A name of <see cref="Reporting.ReportFormats"/>: <c>console</c>, <c>sarif</c>, ….</param>
/// <param name="File">The file to write; null for standard output.</param>
public sealed record ReportOutput(string Format, string? File);

/// <summary>Everything a user can say about a run. Null means "not said", so that sources can be laid over one another.</summary>
public sealed record GuardOptions
{
    /// <summary>What holds where nobody said anything.</summary>
    public static GuardOptions Defaults { get; } = new()
    {
        Targets = [],
        Outputs = [new ReportOutput("console", null)],
        Starter = false,
        Offline = false,
        Secrets = true,
        Cache = true,
        InsecureRegistries = [],
        TokenServers = [],
        ExitCodeWarn = 0,
        OnlyFixed = false,
        NewOnly = false,
        Limits = ReadLimits.Default,
    };

    /// <summary>What to scan: images, Dockerfiles; <c>-</c> is standard input.</summary>
    public ImmutableArray<string>? Targets { get; init; }

    /// <summary>What <c>-</c> reads; null for the process's own standard input. Closed when it was read.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>The reports to write.</summary>
    public ImmutableArray<ReportOutput>? Outputs { get; init; }

    /// <summary>The policy file; null to look for <c>.pipelineguard.yml</c> upwards from the working directory.</summary>
    public string? Policy { get; init; }

    /// <summary>Block at this severity and above, instead of the policy's own block severity.</summary>
    public Severity? FailOn { get; init; }

    /// <summary>With <see cref="FailOn"/>: only findings with a fix block.</summary>
    public bool? OnlyFixed { get; init; }

    /// <summary><c>os/architecture[/variant]</c> of a multi-platform image; null for this machine's.</summary>
    public string? Platform { get; init; }

    /// <summary>Registries that may be asked without TLS, each <c>HOST[:PORT]</c>; those on this machine always may.</summary>
    public ImmutableArray<string>? InsecureRegistries { get; init; }

    /// <summary>A PEM file with certificate authorities of registries, beside the system's; null for those alone.</summary>
    public string? RegistryCa { get; init; }

    /// <summary>Hosts that may exchange the credential of a registry for a token although they are of another domain.</summary>
    public ImmutableArray<string>? TokenServers { get; init; }

    /// <summary>Use what earlier runs learned from the same layers, and keep what this one learns.</summary>
    public bool? Cache { get; init; }

    /// <summary>Where that is kept; null for the user's own cache folder.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The folder with the advisory stores; null for the user's own.</summary>
    public string? Database { get; init; }

    /// <summary>Accept the embedded starter advisories where there is no store, without an Incomplete verdict.</summary>
    public bool? Starter { get; init; }

    /// <summary>Never download advisory data, also when it is missing or too old.</summary>
    public bool? Offline { get; init; }

    /// <summary>Lists of bad files: text files with a SHA-256 in each line.</summary>
    public ImmutableArray<string>? MalwareHashes { get; init; }

    /// <summary>Where clamd listens, <c>unix:PATH</c> or <c>tcp:HOST:PORT</c>; null when the policy names none either.</summary>
    public string? Clamd { get; init; }

    /// <summary>Which files of packages are compared with what the package manager recorded; null for what the policy says.</summary>
    public IntegrityMode? Integrity { get; init; }

    /// <summary>Look for secrets in images and Dockerfiles.</summary>
    public bool? Secrets { get; init; }

    /// <summary>VEX documents to take into account beside those of the policy; of several statements about a finding the latest counts.</summary>
    public ImmutableArray<string>? Vex { get; init; }

    /// <summary>Standards to report on beside those of the policy: names from <see cref="PipelineGuard.Policy.ComplianceStandards.Known"/>, or paths of templates.</summary>
    public ImmutableArray<string>? Compliance { get; init; }

    /// <summary>The exit code of a Warn verdict.</summary>
    public int? ExitCodeWarn { get; init; }

    /// <summary>The Dockerfile that the scanned images were built from; null to look among the targets, beside an image, and in its repository.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The folder with the sources of the scanned images: Dockerfiles, project files, manifests; or the one project file that an image was published from. Null when there is none.</summary>
    public string? Source { get; init; }

    /// <summary>The base image of the scanned images: an image at hand, whose layers are compared, the JSON report of an earlier scan of it, or a name; null when nobody says.</summary>
    public string? Base { get; init; }

    /// <summary>Images that may take the base image's place, folders that hold some, or <c>registry</c> for newer tags that its registry has; null to look for none.</summary>
    public ImmutableArray<string>? NewerBases { get; init; }

    /// <summary>Only findings that the base image, or the application, brought block or warn; null for both.</summary>
    public LayerOrigin? Only { get; init; }

    /// <summary>What is known already: a baseline, or an earlier JSON or SARIF report; null when there is none.</summary>
    public string? Baseline { get; init; }

    /// <summary>With <see cref="Baseline"/>: only findings that are not in it block or warn.</summary>
    public bool? NewOnly { get; init; }

    /// <summary>How much of a hostile input is read.</summary>
    public ReadLimits? Limits { get; init; }

    /// <summary>The registries that images may come from, which the policy names and a scan of one target must know; null for any.</summary>
    internal ImmutableArray<string>? TrustedRegistries { get; init; }

    /// <summary>The target is a base image itself, unless something names another that it stands on.</summary>
    internal bool? IsBase { get; init; }

    /// <summary>Takes each option from here, or from <paramref name="below"/> where nothing was said.</summary>
    public GuardOptions Over(GuardOptions below) => new()
    {
        Targets = Targets ?? below.Targets,
        StandardInput = StandardInput ?? below.StandardInput,
        Outputs = Outputs ?? below.Outputs,
        Policy = Policy ?? below.Policy,
        FailOn = FailOn ?? below.FailOn,
        OnlyFixed = OnlyFixed ?? below.OnlyFixed,
        Platform = Platform ?? below.Platform,
        InsecureRegistries = InsecureRegistries ?? below.InsecureRegistries,
        RegistryCa = RegistryCa ?? below.RegistryCa,
        TokenServers = TokenServers ?? below.TokenServers,
        Cache = Cache ?? below.Cache,
        CacheFolder = CacheFolder ?? below.CacheFolder,
        Database = Database ?? below.Database,
        Starter = Starter ?? below.Starter,
        Offline = Offline ?? below.Offline,
        MalwareHashes = MalwareHashes ?? below.MalwareHashes,
        Clamd = Clamd ?? below.Clamd,
        Integrity = Integrity ?? below.Integrity,
        Vex = Vex ?? below.Vex,
        Secrets = Secrets ?? below.Secrets,
        Compliance = Compliance ?? below.Compliance,
        ExitCodeWarn = ExitCodeWarn ?? below.ExitCodeWarn,
        Dockerfile = Dockerfile ?? below.Dockerfile,
        Source = Source ?? below.Source,
        Base = Base ?? below.Base,
        NewerBases = NewerBases ?? below.NewerBases,
        Only = Only ?? below.Only,
        Baseline = Baseline ?? below.Baseline,
        NewOnly = NewOnly ?? below.NewOnly,
        Limits = Limits ?? below.Limits,
        IsBase = IsBase ?? below.IsBase,
        TrustedRegistries = TrustedRegistries ?? below.TrustedRegistries,
    };
}
