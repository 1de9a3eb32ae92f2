using System.Collections.Immutable;
using static PipelineGuard.Findings.ProblemEffect;

namespace PipelineGuard.Findings;

/// <summary>Every kind of trouble, in one table. PG1 usage and policy, PG2 images, PG3 packages, PG4 advisories, PG5 Dockerfiles, PG6 output, PG7 secrets, malware and compliance, PG8 attribution and baselines, PG9 the run.</summary>
public static class Problems
{
#pragma warning disable CS1591 // Each row documents itself: code, title, effect and what to try.
    public static readonly ProblemInfo BadUsage = new("PG1001", "Wrong usage", Usage, "Run 'pipelineguard --help' for the options and examples.");
    public static readonly ProblemInfo PolicyNotFound = new("PG1002", "Policy file not found", Usage, "Check the path given with --policy, or run 'pipelineguard policy init'.");
    public static readonly ProblemInfo BadPolicy = new("PG1003", "Policy file is wrong", Usage, "Correct the line; 'pipelineguard policy schema' prints what is allowed.");
    public static readonly ProblemInfo WaiverExpired = new("PG1004", "Waiver has expired", Note, "Fix the finding, or renew the waiver with a new reason and date.");
    public static readonly ProblemInfo WaiverUnused = new("PG1005", "Waiver matches nothing", Note, "Remove it: what it waived is gone.");
    public static readonly ProblemInfo PolicyDataMissing = new("PG1006", "Policy asks for data that is not at hand", Note, "Without it, known exploitation is not a trigger and every probability counts as reached; docs/policy.md says more.");
    public static readonly ProblemInfo TemplateNotFound = new("PG1007", "Compliance template not found", Usage, "Name one of 'pipelineguard compliance list', or a file that is there.");
    public static readonly ProblemInfo BadTemplate = new("PG1008", "Compliance template is wrong", Usage, "Correct the line; docs/compliance.md says what a template may hold, and 'pipelineguard compliance check FILE' tells all mistakes.");

    public static readonly ProblemInfo TargetNotFound = new("PG2001", "Target not found", Failure, "Check the path or the image name.");
    public static readonly ProblemInfo NotAnImage = new("PG2002", "Not a container image", Failure, "Expected a 'docker save' archive, an OCI layout (folder or archive) or a root file system.");
    public static readonly ProblemInfo BadImage = new("PG2003", "Damaged container image", Failure, "Export the image again; the archive may be cut short.");
    public static readonly ProblemInfo PlatformNotFound = new("PG2004", "Platform not in the image", Failure, "Choose one of the platforms listed with --platform.");
    public static readonly ProblemInfo LayerUnreadable = new("PG2005", "Layer could not be read", Incomplete, "Export or pull the image again.");
    public static readonly ProblemInfo DigestMismatch = new("PG2006", "Content does not match its digest", Incomplete, "Do not trust this image: pull or build it again.");
    public static readonly ProblemInfo LimitReached = new("PG2007", "A safety limit was reached", Incomplete, "If the image is trusted, raise the limit with --limit NAME=VALUE.");
    public static readonly ProblemInfo HostileEntry = new("PG2008", "Archive entry was refused", Incomplete, "The entry points outside the image or is malformed; find out who put it there.");
    public static readonly ProblemInfo FileUnreadable = new("PG2009", "File could not be read", Incomplete, "Check the file in the image.");
    public static readonly ProblemInfo WindowsImage = new("PG2010", "Windows image", Incomplete, "Windows images are not supported yet: nothing in their layers was judged.");
    public static readonly ProblemInfo SeveralImages = new("PG2011", "One of several images was scanned", Note, "Name another one with '#NAME' behind the archive.");
    public static readonly ProblemInfo PlatformChosen = new("PG2012", "One of several platforms was scanned", Note, "Choose one with --platform.");
    public static readonly ProblemInfo TargetUnreadable = new("PG2013", "Target could not be opened", Failure, "Check its permissions, and that it is a file.");

    public static readonly ProblemInfo RegistryUnreachable = new("PG2020", "Registry not reachable", Failure, "Check the name, the network and the proxy (HTTPS_PROXY, NO_PROXY).");
    public static readonly ProblemInfo RegistryUnauthorized = new("PG2021", "Registry wants a login", Failure, "Check the name of the image, and log in with 'docker login' or 'podman login'.");
    public static readonly ProblemInfo RegistryForbidden = new("PG2022", "Registry forbids to read the image", Failure, "Ask its owner for the right to pull it.");
    public static readonly ProblemInfo NotInRegistry = new("PG2023", "Image not in the registry", Failure, "Check the name and the tag.");
    public static readonly ProblemInfo RegistryBusy = new("PG2024", "Registry takes no more requests for now", Failure, "Wait, or log in: registries allow more to those they know.");
    public static readonly ProblemInfo RegistryFailed = new("PG2025", "Registry failed", Failure, "Try again later; if it stays so, ask whoever runs the registry.");
    public static readonly ProblemInfo RegistryRefused = new("PG2026", "Registry asked for something unsafe", Failure, "Nothing was sent; find out who changed the registry. docs/registries.md says what is refused.");
    public static readonly ProblemInfo CredentialsUnreadable = new("PG2027", "Credentials could not be read", Note, "The registry was asked without them; run 'docker login' again.");
    public static readonly ProblemInfo AttachmentsUnknown = new("PG2028", "What is attached to the image is not known", Note, "Signatures and bills of materials in the registry were not listed; the image itself was read.");
    public static readonly ProblemInfo EngineUnreachable = new("PG2029", "Container engine does not answer", Failure, "Start it, or check DOCKER_HOST, CONTAINER_HOST and the permissions of its socket.");
    public static readonly ProblemInfo PushedAnotherImage = new("PG2030", "Pushed image is not the scanned one", Failure, "Publish again, and scan what was pushed before anybody uses it.");

    public static readonly ProblemInfo PackageDataDamaged = new("PG3001", "Package data is damaged", Incomplete, "The rest was still listed; look at the file in the image.");
    public static readonly ProblemInfo UnknownDistribution = new("PG3002", "Operating system not recognised", Incomplete, "Its packages were listed but could not be matched with advisories.");
    public static readonly ProblemInfo NothingRecognised = new("PG3003", "No packages recognised", Incomplete, "Nothing in the image was understood, so nothing can be said about it.");
    public static readonly ProblemInfo UnsupportedPackages = new("PG3004", "Package database not supported", Incomplete, "Packages of this kind were seen but not read.");
    public static readonly ProblemInfo NoPackageDatabase = new("PG3005", "Operating system without package database", Incomplete, "Nobody can tell what is installed; scan the image as it was before its package records were removed.");
    public static readonly ProblemInfo NoAdvisorySource = new("PG3010", "No advisories for this operating system", Incomplete, "Its packages were listed but could not be judged; ask the distribution's own tool, such as 'dnf updateinfo list'.");
    public static readonly ProblemInfo SourceUnknown = new("PG3011", "Source packages are not recorded", Incomplete, "Advisories name source packages; those packages were matched under their own names only.");
    public static readonly ProblemInfo ForeignPackages = new("PG3012", "Packages from elsewhere", Incomplete, "The distribution's advisories are not about them, and no other source that is read has any; ask those who built them.");
    public static readonly ProblemInfo NativeAot = new("PG3020", "Packages of a native .NET application are unknown", Note, "Publish the image with PipelineGuard.MSBuild, which records them in it; or name the restored project file with --source, or scan its SBOM.");
    public static readonly ProblemInfo FrameworkMissing = new("PG3021", ".NET framework is missing", Note, "The application does not start in this image as it is; scan the image that brings the runtime.");
    public static readonly ProblemInfo NoAdvisoriesForKind = new("PG3030", "Packages that no advisory names", Incomplete, "They were listed; no public source has advisories for this kind of package.");
    public static readonly ProblemInfo JavaArchiveTooLarge = new("PG3031", "Java archive is too large or too deep", Incomplete, "The rest was still listed; find out who made the archive: no build writes such ones.");
    public static readonly ProblemInfo JavaGroupUnknown = new("PG3032", "Java artifacts of an unknown group", Note, "Advisories name groups, so none was found for them; an archive built by Maven, or with 'Implementation-Vendor-Id' in its manifest, tells its group.");
    public static readonly ProblemInfo GoModulesUnknown = new("PG3033", "Modules of a Go program are unknown", Incomplete, "Build it with Go's own command and with modules, and do not remove its build information; or scan its SBOM.");

    public static readonly ProblemInfo ProgramsNotJudged = new("PG3034", "Programs whose vulnerabilities are not known", Note, "No public source has advisories under their versions; use a package of the distribution, whose advisories are known.");
    public static readonly ProblemInfo JavaVersionUnknown = new("PG3035", "Java archive without a version", Note, "It was not listed, because nothing in it or in its name tells a version; build it with Maven or Gradle, or name its version in the manifest.");

    public static readonly ProblemInfo SbomDamaged = new("PG3040", "Bill of materials is damaged", Incomplete, "What stands before the damage was still matched; have the bill written again.");
    public static readonly ProblemInfo SbomWithoutDistribution = new("PG3041", "Bill of materials names no distribution", Incomplete, "Have it written with the distribution: a 'distro' qualifier in package URLs, or a component of the type 'operating-system'.");
    public static readonly ProblemInfo SbomNotSupported = new("PG3042", "Bill of materials cannot be read", Failure, "Expected CycloneDX 1.2 to 1.7, or SPDX 2.2 or 2.3 as JSON: have it written or converted so.");
    public static readonly ProblemInfo SbomComponentsNotMatched = new("PG3043", "Components of a bill of materials were not matched", Incomplete, "Nothing can be said about them; a package URL of a supported type would tell what they are.");

    public static readonly ProblemInfo NoAdvisories = new("PG4001", "No advisory data", Incomplete, "Run 'pipelineguard db update'.");
    public static readonly ProblemInfo AdvisoriesTooOld = new("PG4002", "Advisory data is too old", Incomplete, "Run 'pipelineguard db update', or raise 'advisories: max-age-days' in the policy.");
    public static readonly ProblemInfo BadStore = new("PG4003", "Advisory store is damaged", Incomplete, "Run 'pipelineguard db update' to replace it.");
    public static readonly ProblemInfo StarterOnly = new("PG4004", "Only the starter advisories were used", Incomplete, "Run 'pipelineguard db update', or accept the starter set with --starter.");
    public static readonly ProblemInfo BadAdvisory = new("PG4005", "Advisory could not be read", Note, "The other advisories were still used.");
    public static readonly ProblemInfo AdvisorySourceUnavailable = new("PG4006", "Advisory source not reachable", Failure, "Check the address given with --from and the network; what was there before is untouched.");
    public static readonly ProblemInfo BadVersion = new("PG4007", "Version cannot be compared", Incomplete, "Check the package by hand.");
    public static readonly ProblemInfo BadAdvisorySource = new("PG4008", "Advisory source is not usable", Failure, "Expected OSV's layout: <base>/<Ecosystem>/all.zip.");
    public static readonly ProblemInfo ExploitedUnavailable = new("PG4009", "Catalogue of exploited vulnerabilities not available", Note, "Findings do not say whether they are known to be exploited, or say so from the catalogue that was there before.");
    public static readonly ProblemInfo StoreNotWritten = new("PG4010", "Advisory store could not be written", Failure, "Check that the folder exists and can be written to, or name another with --db; what was there before is untouched.");
    public static readonly ProblemInfo AdvisoriesNotFetched = new("PG4011", "Advisory data could not be fetched", Note, "Check the network, or say --offline to go on with what is here.");

    public static readonly ProblemInfo PredictionsUnavailable = new("PG4020", "Exploit predictions not available", Note, "Findings carry no EPSS probability, or the one of the scores that were there before; name a file or an address with 'db update --epss'.");
    public static readonly ProblemInfo PredictionsTooOld = new("PG4021", "Exploit predictions are old", Note, "Run 'pipelineguard db update'.");

    public static readonly ProblemInfo BadVex = new("PG4022", "VEX document not understood", Usage, "Correct the place, or leave the file out; docs/vex.md says what is read.");
    public static readonly ProblemInfo UnknownAdvisory = new("PG4023", "No advisory is known under this id", Incomplete, "Check the spelling; run 'pipelineguard db update'. That no data tells of it does not mean that nothing is affected.");

    public static readonly ProblemInfo BadHadolintConfig = new("PG5001", "Hadolint configuration not understood", Note, "Correct the line, or remove it; the rest of the file was used.");
    public static readonly ProblemInfo TooManyFiles = new("PG5002", "Folder holds too many files", Incomplete, "Name the Dockerfiles one by one, or scan a smaller folder.");
    public static readonly ProblemInfo BadComposeFile = new("PG5003", "Compose file not understood", Incomplete, "Correct the file, or name its Dockerfiles one by one.");
    public static readonly ProblemInfo ContextNotListed = new("PG5004", "Build context was not looked at", Note, "Rules about the files that a build copies found nothing to judge.");
    public static readonly ProblemInfo HadolintOverruled = new("PG5005", "Hadolint configuration was overruled", Note, "The policy lets it tighten only ('hadolint-config'); move the exceptions to the policy, or allow them there.");
    public static readonly ProblemInfo HadolintThreshold = new("PG5006", "Hadolint's failure threshold blocks", Note, "Name a 'block' threshold in the policy to decide otherwise.");
    public static readonly ProblemInfo InlineNotRepaired = new("PG5007", "Dockerfile within a Compose file was not repaired", Note, "Repair it by hand, or move it into a file of its own.");
    public static readonly ProblemInfo DockerfilesPassedOver = new("PG5008", "Dockerfiles were passed over", Note, "Name them to check them.");

    public static readonly ProblemInfo OutputFailed = new("PG6001", "Report could not be written", Failure, "Check that the folder exists and can be written to.");
    public static readonly ProblemInfo SarifTrimmed = new("PG6002", "SARIF was trimmed to the host's limits", Note, "The JSON report holds everything.");

    public static readonly ProblemInfo BadReport = new("PG6010", "JSON report cannot be read", Usage, "Name a file that 'pipelineguard scan -o json=FILE' wrote.");
    public static readonly ProblemInfo NowhereToPublish = new("PG6011", "It is not known where to publish", Usage, "Run it in a job of the host, or name what is missing on the command line.");
    public static readonly ProblemInfo PublishRefused = new("PG6012", "The host refused it to this token", Note, "Give the job the permission that is named; annotations and the step summary need none.");
    public static readonly ProblemInfo PublishFailed = new("PG6013", "It could not be published", Failure, "The report and its verdict are untouched; try again.");

    public static readonly ProblemInfo SecretsCut = new("PG7001", "More secrets than are listed", Incomplete, "Remove the file, or allow it in the policy: 'secrets: allow:'.");
    public static readonly ProblemInfo ArchiveTooLarge = new("PG7002", "Archive was not searched in full", Incomplete, "Look at the archive in the image: it is nested too deep or unpacks to too much.");
    public static readonly ProblemInfo ArchiveDamaged = new("PG7003", "Archive is damaged", Incomplete, "The rest of it was still searched; look at the archive in the image.");
    public static readonly ProblemInfo ArchiveNotOpened = new("PG7004", "Archive was not opened", Incomplete, "It is encrypted, or of a kind that is not supported: look at it, and allow its path in the policy ('secrets: allow:') if it may stay closed; docs/secrets.md says what is opened.");
    public static readonly ProblemInfo ArchiveAllowed = new("PG7005", "Archive may stay closed", Note, "The policy allows its path ('secrets: allow:'); remove the line when the archive is gone.");
    public static readonly ProblemInfo BadHashList = new("PG7020", "List of bad files is wrong", Usage, "Write one SHA-256 in each line, alone or with a name, or as a column of a CSV.");
    public static readonly ProblemInfo TooManyPlaces = new("PG7021", "File is full of suspicious words", Incomplete, "Look at the file in the image.");
    public static readonly ProblemInfo EngineUnavailable = new("PG7022", "Virus scanner does not answer", Incomplete, "Start clamd, or check the address given with --clamd.");
    public static readonly ProblemInfo EngineFailed = new("PG7023", "Virus scanner has not looked at every file", Incomplete, "Look into the log of clamd, and scan again.");
    public static readonly ProblemInfo EngineRefused = new("PG7024", "Files are too large for the virus scanner", Incomplete, "Raise StreamMaxLength, MaxFileSize and MaxScanSize in clamd.conf.");
    public static readonly ProblemInfo PackageRecordDamaged = new("PG7025", "Record of installed files is damaged", Incomplete, "The rest was still compared; look at the file in the image.");

    public static readonly ProblemInfo DockerfileMisfit = new("PG8001", "Dockerfile is not the image's", Note, "Findings name the place in the image; name the file that the image was built from with --dockerfile.");
    public static readonly ProblemInfo SourcesCut = new("PG8002", "Not all sources were looked at", Note, "Name a smaller folder with --source: findings may name an instruction where a manifest has the better line.");

    public static readonly ProblemInfo BadBaseline = new("PG8003", "Baseline cannot be read", Usage, "Write it with 'pipelineguard baseline create', or name a JSON or SARIF report of an earlier scan.");

    public static readonly ProblemInfo BaseMisfit = new("PG8004", "Base image is not the image's", Note, "Name with --base the very image that it was built on; a newer one of the same name has other layers.");

    public static readonly ProblemInfo BasesUnknown = new("PG8005", "Newer base images are not known", Incomplete, "There may be some: nothing is said about what could not be looked at. Try again, or name images with --newer-base.");
    public static readonly ProblemInfo BaseNameUnknown = new("PG8006", "Registry was not asked for newer base images", Note, "Name the base image with --base, with a tag that is a version.");

    public static readonly ProblemInfo Cancelled = new("PG9001", "Cancelled", Failure, "Nothing was left behind; run it again.");
    public static readonly ProblemInfo Bug = new("PG9002", "Internal error", Failure, "This is our fault: please report it with the text above.");
#pragma warning restore CS1591

    /// <summary>All of them, by code.</summary>
    public static ImmutableArray<ProblemInfo> All { get; } =
    [
        BadUsage, PolicyNotFound, BadPolicy, WaiverExpired, WaiverUnused, PolicyDataMissing, TemplateNotFound, BadTemplate,
        TargetNotFound, NotAnImage, BadImage, PlatformNotFound, LayerUnreadable, DigestMismatch, LimitReached, HostileEntry, FileUnreadable, WindowsImage, SeveralImages, PlatformChosen, TargetUnreadable,
        RegistryUnreachable, RegistryUnauthorized, RegistryForbidden, NotInRegistry, RegistryBusy, RegistryFailed, RegistryRefused, CredentialsUnreadable, AttachmentsUnknown, EngineUnreachable,
        PushedAnotherImage,
        PackageDataDamaged, UnknownDistribution, NothingRecognised, UnsupportedPackages, NoPackageDatabase, NoAdvisorySource, SourceUnknown, ForeignPackages, NativeAot, FrameworkMissing, NoAdvisoriesForKind, JavaArchiveTooLarge, JavaGroupUnknown, GoModulesUnknown, ProgramsNotJudged, JavaVersionUnknown,
        SbomDamaged, SbomWithoutDistribution, SbomNotSupported, SbomComponentsNotMatched,
        NoAdvisories, AdvisoriesTooOld, BadStore, StarterOnly, BadAdvisory, AdvisorySourceUnavailable, BadVersion, BadAdvisorySource, ExploitedUnavailable, StoreNotWritten, AdvisoriesNotFetched,
        PredictionsUnavailable, PredictionsTooOld, BadVex, UnknownAdvisory,
        BadHadolintConfig, TooManyFiles, BadComposeFile, ContextNotListed, HadolintOverruled, HadolintThreshold, InlineNotRepaired, DockerfilesPassedOver,
        OutputFailed, SarifTrimmed, BadReport, NowhereToPublish, PublishRefused, PublishFailed,
        SecretsCut, ArchiveTooLarge, ArchiveDamaged, ArchiveNotOpened, ArchiveAllowed, BadHashList, TooManyPlaces, EngineUnavailable, EngineFailed, EngineRefused, PackageRecordDamaged,
        DockerfileMisfit, SourcesCut, BadBaseline, BaseMisfit, BasesUnknown, BaseNameUnknown,
        Cancelled, Bug,
    ];
}
