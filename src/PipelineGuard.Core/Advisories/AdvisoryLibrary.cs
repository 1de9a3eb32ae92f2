using System.Collections.Immutable;
using PipelineGuard.Advisories.Starter;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories;

/// <summary>
/// The advisory data of one run: opens only what is asked for, and says once what is missing, too old or damaged. Safe to use from
/// several threads.
/// </summary>
/// <param name="options">Where the data is and what is expected of it.</param>
/// <param name="log">Takes what is wrong with it (PG4001 to PG4004).</param>
internal sealed class AdvisoryLibrary(AdvisoryLibraryOptions options, IScanLog log) : IAdvisoryContext, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, IAdvisorySource?> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<(string Ecosystem, string Release)> _uncovered = [];
    private List<SeverityStore>? _severities;
    private KnownExploitedStore? _exploited;
    private PredictionStore? _predictions;
    private bool _isExploitationOpen;

    /// <summary>The data used so far, by ecosystem.</summary>
    public ImmutableArray<AdvisoryDataInfo> Used
    {
        get
        {
            lock (_lock) return [.. _sources.Values.OfType<IAdvisorySource>().Select(source => source.Info)];
        }
    }

    /// <summary>The data about exploitation that is at hand.</summary>
    public ImmutableArray<ExploitationDataInfo> Exploitation
    {
        get
        {
            lock (_lock)
            {
                OpenExploitation();
                ExploitationDataInfo?[] all = [_exploited?.Info, _predictions is { } epss ? new("EPSS", epss.Count, epss.Date) : null];
                return [.. all.OfType<ExploitationDataInfo>()];
            }
        }
    }

    /// <summary>The advisories of an ecosystem; null when there are none that can be used. It belongs to the library.</summary>
    /// <param name="ecosystem">The ecosystem without release.</param>
    /// <param name="release">The release that is asked about; null for ecosystems without.</param>
    public IAdvisorySource? Open(string ecosystem, string? release)
    {
        lock (_lock)
        {
            if (!_sources.TryGetValue(ecosystem, out var source)) _sources[ecosystem] = source = OpenSource(ecosystem);
            if (source is null || source.Covers(release)) return source;
            if (_uncovered.Add((ecosystem, release!))) log.Report(new(Problems.NoAdvisories, $"{ecosystem}:{release}", "There are advisories for other releases, none for this one."));
            return null;
        }
    }

    /// <summary>Everything that some advisories say, of every ecosystem that there is data about, the starter set standing in as it does for <see cref="Open"/>.</summary>
    /// <param name="isWanted">Chooses advisories.</param>
    public List<AdvisoryMention> FindMentions(Func<Advisory, bool> isWanted)
    {
        var found = new List<AdvisoryMention>();
        var stored = Directory.Exists(options.Folder)
            ? Directory.EnumerateFiles(options.Folder, "*" + StoreNames.Extension(StoreKind.Advisories)).Select(file => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(file))).Where(Ecosystem.IsName)
            : [];
        foreach (var ecosystem in stored.Concat(StarterSet.Ecosystems()).Distinct().Order(StringComparer.Ordinal))
        {
            try
            {
                Open(ecosystem, null)?.FindMentions(isWanted, found);
            }
            catch (GuardException e) when (e.Problem == Problems.BadStore)
            {
                log.Report(new(e.Problem, e.Subject, e.Detail));
            }
        }
        return found;
    }

    /// <inheritdoc/>
    public IReadOnlyList<CveRating> RatingsOf(string cve)
    {
        lock (_lock)
        {
            _severities ??= OpenSeverities();
            var found = new List<CveRating>();
            foreach (var store in _severities) store.Find(cve, found);
            found.Sort();
            return found;
        }
    }

    /// <inheritdoc/>
    public ExploitedAnswer Exploited(IEnumerable<string> cves)
    {
        lock (_lock)
        {
            OpenExploitation();
            if (_exploited is null) return default;
            var entry = cves.Select(_exploited.Find).OfType<ExploitedEntry>().MinBy(entry => entry.Added ?? DateOnly.MaxValue);
            return new(entry is not null, entry);
        }
    }

    /// <inheritdoc/>
    public ExploitPrediction? PredictionOf(IEnumerable<string> cves)
    {
        lock (_lock)
        {
            OpenExploitation();
            if (_predictions is null) return null;
            ExploitPrediction? highest = null;
            foreach (var cve in cves)
            {
                if (_predictions.Find(cve) is { } found && !(found.Probability <= highest?.Probability)) highest = found;
            }
            return highest;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in _sources.Values) source?.Dispose();
        foreach (var store in _severities ?? []) store.Dispose();
        _exploited?.Dispose();
        _predictions?.Dispose();
    }

    private IAdvisorySource? OpenSource(string ecosystem)
    {
        bool isDamaged = false;
        if (TryOpen(() => AdvisoryStore.Open(options.Folder, ecosystem), ref isDamaged) is { } store)
        {
            if (AgeGate.Check(store.Info, options.MaxAge, options.Time) is { } tooOld) log.Report(tooOld);
            return store;
        }
        if (isDamaged) return null;
        if (StarterSet.Open(ecosystem) is not { } starter)
        {
            log.Report(new(Problems.NoAdvisories, ecosystem, "There is no advisory data for this ecosystem."));
            return null;
        }
        if (!options.AcceptStarter) log.Report(new(Problems.StarterOnly, ecosystem, $"Only {starter.Info.Advisories} well-known advisories were looked at."));
        return starter;
    }

    private void OpenExploitation()
    {
        if (_isExploitationOpen) return;
        _isExploitationOpen = true;
        _exploited = TryOpen(() => KnownExploitedStore.Open(options.Folder));
        _predictions = TryOpen(() => PredictionStore.Open(options.Folder));
        if (_predictions is { Date: var day } && AgeGate.AgeOf(day, options.Time) is var age && age > options.MaxAge)
            log.Report(new(Problems.PredictionsTooOld, "EPSS", FormattableString.Invariant($"The scores are of {day:yyyy-MM-dd}, {age.TotalDays:0} days old; they were used all the same.")));
    }

    private List<SeverityStore> OpenSeverities()
    {
        if (!Directory.Exists(options.Folder)) return [];
        var files = Directory.EnumerateFiles(options.Folder, "*" + StoreNames.Extension(StoreKind.Severities)).Order(StringComparer.Ordinal);
        return [.. files.Select(file => TryOpen(() => SeverityStore.Open(file))).OfType<SeverityStore>()];
    }

    private T? TryOpen<T>(Func<T?> open) where T : class
    {
        bool isDamaged = false;
        return TryOpen(open, ref isDamaged);
    }

    private T? TryOpen<T>(Func<T?> open, ref bool isDamaged) where T : class
    {
        try
        {
            return open();
        }
        catch (GuardException e) when (e.Problem == Problems.BadStore)
        {
            log.Report(new(e.Problem, e.Subject, e.Detail));
            isDamaged = true;
            return null;
        }
        catch (FileNotFoundException)
        {
            return null; // Another process replaces it this moment; as good as not there.
        }
    }
}

/// <summary>What a run expects of its advisory data.</summary>
/// <param name="Folder">The folder of the stores; need not exist.</param>
internal sealed record AdvisoryLibraryOptions(string Folder)
{
    /// <summary>Data older than this is reported (PG4002); null for any age.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>True when the user said that the starter set is enough.</summary>
    public bool AcceptStarter { get; init; }

    /// <summary>The clock for the age.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
