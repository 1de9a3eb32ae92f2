using System.Collections.Immutable;
using PipelineGuard.Advisories.Artifacts;
using PipelineGuard.Advisories.DotNet;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.IO;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Advisories;

/// <summary>The advisory data on this machine: one store file for each ecosystem, in one folder.</summary>
public sealed class AdvisoryDatabase
{
    /// <summary>OSV's public bulk export.</summary>
    public const string DefaultSource = "https://osv-vulnerabilities.storage.googleapis.com";

    /// <summary>The environment variable that names the folder.</summary>
    public const string FolderVariable = "PIPELINEGUARD_DB";

    private readonly TimeProvider _time;

    /// <summary>Names a database; the folder need not exist.</summary>
    /// <param name="folder">The folder; null for <see cref="DefaultFolder"/>.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    public AdvisoryDatabase(string? folder = null, TimeProvider? time = null) => (Folder, _time) = (folder ?? DefaultFolder, time ?? TimeProvider.System);

    /// <summary>
    /// Where the stores are unless something else is said: <c>PIPELINEGUARD_DB</c>, else <c>pipelineguard/advisories</c> in the user's
    /// local application data (<c>XDG_DATA_HOME</c> or <c>~/.local/share</c>; <c>%LOCALAPPDATA%</c>).
    /// </summary>
    public static string DefaultFolder =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "pipelineguard", "advisories");

    /// <summary>The folder of the stores.</summary>
    public string Folder { get; }

    /// <summary>Where the exploit predictions (EPSS) come from: a file or an https address; null for the export, or FIRST when the export is OSV's own.</summary>
    public string? Predictions { get; init; }

    /// <summary>Registries that may be asked for prebuilt stores without TLS, each <c>HOST[:PORT]</c>; those on this machine always may.</summary>
    public ImmutableArray<string> InsecureRegistries { get; init; } = [];

    /// <summary>Certificate authorities of such registries in PEM, beside the system's; null for those alone.</summary>
    public string? RegistryCa { get; init; }

    /// <summary>Hosts that may exchange the credential of such a registry for a token although they are of another domain.</summary>
    public ImmutableArray<string> TokenServers { get; init; } = [];

    internal RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    internal OsvLimits Limits { get; init; } = OsvLimits.Default;

    /// <summary>Makes stores from OSV's bulk export, whatever is there already.</summary>
    /// <param name="from">Places with the export, the next one used when one fails: https addresses, folders, or the <c>all.zip</c> of one ecosystem.</param>
    /// <param name="ecosystems">The ecosystems wanted; null for all that the place has.</param>
    /// <param name="log">Takes records and ecosystems that could not be read.</param>
    /// <param name="progress">Hears of each ecosystem when its turn comes; null when nobody listens.</param>
    /// <param name="cancellation">Ends it early; stores are replaced whole or not at all.</param>
    /// <returns>What became of each ecosystem, in the order asked for; that of .NET's own releases last.</returns>
    /// <exception cref="GuardException">The place cannot be used at all (PG4006, PG4008).</exception>
    public async Task<ImmutableArray<AdvisoryUpdate>> BuildAsync(
        IReadOnlyList<string> from, IReadOnlyCollection<string>? ecosystems, IScanLog log, IProgress<AdvisoryProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var feed = AdvisoryFeeds.Open(from, Folder, Retry, Limits, _time);
        var wanted = ecosystems ?? await EcosystemList.ReadAsync(feed, log, cancellation).ConfigureAwait(false);
        return await WriteAsync(feed, wanted, isUpdate: false, log, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Brings stores up to date; what the server says is unchanged is not downloaded again.</summary>
    /// <param name="from">
    /// See <see cref="BuildAsync"/>; empty for <see cref="DefaultSource"/>. Or prebuilt stores in a registry, <c>oci:HOST/NAME[:TAG][@DIGEST]</c>, which are compared with
    /// their digests and taken as they are.
    /// </param>
    /// <param name="ecosystems">The ecosystems wanted, present or not; null for those that are present, and for all that a registry's artifact has.</param>
    /// <param name="log">Takes records and ecosystems that could not be read.</param>
    /// <param name="progress">Hears of each ecosystem when its turn comes; null when nobody listens.</param>
    /// <param name="cancellation">Ends it early; stores are replaced whole or not at all.</param>
    /// <returns>What became of each ecosystem, in the order asked for; that of .NET's own releases last.</returns>
    /// <exception cref="GuardException">The place cannot be used at all (PG4006, PG4008), or there is nothing to update (PG1001).</exception>
    public async Task<ImmutableArray<AdvisoryUpdate>> UpdateAsync(
        IReadOnlyList<string> from, IReadOnlyCollection<string>? ecosystems, IScanLog log, IProgress<AdvisoryProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (from.Count > 0 && StoreArtifact.IsOne(from[0]))
        {
            try
            {
                return await new StoreDownload(Folder, Registries, log).RunAsync(from[0], ecosystems, progress, cancellation).ConfigureAwait(false);
            }
            catch (GuardException failure) when (from.Count > 1)
            {
                log.Report(new(failure.Problem, failure.Subject, failure.Detail));
                return await UpdateAsync([.. from.Skip(1)], ecosystems, log, progress, cancellation).ConfigureAwait(false);
            }
        }
        var wanted = ecosystems ?? [.. StoredEcosystems()];
        if (wanted.Count == 0) throw new GuardException(Problems.BadUsage, Folder, "There are no stores to update yet: name the ecosystems.");
        using var feed = AdvisoryFeeds.Open(from.Count > 0 ? from : [DefaultSource], Folder, Retry, Limits, _time);
        return await WriteAsync(feed, wanted, isUpdate: true, log, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>What is there, by ecosystem; each store is verified.</summary>
    /// <param name="log">Takes damaged stores (PG4003).</param>
    public ImmutableArray<AdvisoryStoreStatus> Status(IScanLog log) => [.. StoredEcosystems().Select(ecosystem => StatusOf(ecosystem, log))];

    /// <summary>The data about exploitation that is here: CISA's catalogue and EPSS; each is verified.</summary>
    /// <param name="log">Takes damaged files (PG4003).</param>
    public ImmutableArray<ExploitationDataInfo> Exploitation(IScanLog log)
    {
        using var library = new AdvisoryLibrary(new(Folder), log);
        return library.Exploitation;
    }

    /// <summary>The problem (PG4002) when data is older than allowed; null when it is not.</summary>
    /// <param name="data">The data of one ecosystem.</param>
    /// <param name="maxAge">How old it may be; null for any age.</param>
    public ScanProblem? CheckAge(AdvisoryDataInfo data, TimeSpan? maxAge) => AgeGate.Check(data, maxAge, _time);

    private RegistryAccess Registries => new() { Insecure = InsecureRegistries, CertificateAuthorities = RegistryCa, TokenServers = TokenServers, Retry = Retry, Time = _time };

    private async Task<ImmutableArray<AdvisoryUpdate>> WriteAsync(
        IAdvisoryFeed feed, IReadOnlyCollection<string> ecosystems, bool isUpdate, IScanLog log, IProgress<AdvisoryProgress>? progress, CancellationToken cancellation)
    {
        var build = new StoreBuild(Folder, feed, Limits, _time, log);
        var results = ImmutableArray.CreateBuilder<AdvisoryUpdate>(ecosystems.Count);
        foreach (var ecosystem in ecosystems.Where(ecosystem => ecosystem != DotNetComponents.Ecosystem))
        {
            progress?.Report(new(ecosystem, results.Count, ecosystems.Count));
            results.Add(await build.RunAsync(ecosystem, isUpdate, cancellation).ConfigureAwait(false));
        }
        if (await DotNetAsync(feed, ecosystems, log, progress, cancellation).ConfigureAwait(false) is { } releases) results.Add(releases);
        await new ExploitedBuild(Folder, log).RunAsync(feed, Retry, _time, cancellation).ConfigureAwait(false);
        bool isAllLost = results.Count > 0 && results.All(result => result.Outcome == AdvisoryUpdateOutcome.Failed);
        // Where nothing could be reached, asking one more server only takes time.
        if (!isAllLost || Predictions is not null) await new PredictionBuild(Folder, log).RunAsync(Predictions, feed, Retry, _time, cancellation).ConfigureAwait(false);
        return results.ToImmutable();
    }

    // Who asks for NuGet's advisories wants those of .NET itself with them.
    private async Task<AdvisoryUpdate?> DotNetAsync(
        IAdvisoryFeed feed, IReadOnlyCollection<string> ecosystems, IScanLog log, IProgress<AdvisoryProgress>? progress, CancellationToken cancellation)
    {
        bool isAskedFor = ecosystems.Contains(DotNetComponents.Ecosystem);
        if (!isAskedFor && !ecosystems.Contains("NuGet")) return null;
        progress?.Report(new(DotNetComponents.Ecosystem, ecosystems.Count - 1, ecosystems.Count));
        return await new DotNetReleaseBuild(Folder, log).RunAsync(feed, isAskedFor, Retry, _time, cancellation).ConfigureAwait(false);
    }

    // Named by the files, not by what is in them: a damaged store is replaced like any other.
    private IEnumerable<string> StoredEcosystems() =>
        Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder, "*" + StoreNames.Extension(StoreKind.Advisories))
                .Select(file => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(file)))
                .Where(Ecosystem.IsName)
                .Order(StringComparer.Ordinal)
            : [];

    private AdvisoryStoreStatus StatusOf(string ecosystem, IScanLog log)
    {
        var path = AdvisoryStore.PathOf(Folder, ecosystem);
        long bytes = new FileInfo(path) is { Exists: true } file ? file.Length : 0;
        try
        {
            using var store = AdvisoryStore.Open(Folder, ecosystem);
            return new(ecosystem, path, bytes, store?.Info, store?.Meta.Source ?? "");
        }
        catch (GuardException e)
        {
            log.Report(new(e.Problem, e.Subject, e.Detail));
            return new(ecosystem, path, bytes, null, "");
        }
    }
}
