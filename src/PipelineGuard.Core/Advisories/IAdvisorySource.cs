namespace PipelineGuard.Advisories;

/// <summary>The advisories of one ecosystem, asked by package. Safe to use from several threads.</summary>
internal interface IAdvisorySource : IDisposable
{
    /// <summary>What it holds, for the coverage statement.</summary>
    AdvisoryDataInfo Info { get; }

    /// <summary>
    /// False when it holds nothing for that release of the distribution: silence about a package then means nothing.
    /// True for null, and for ecosystems without releases.
    /// </summary>
    bool Covers(string? release);

    /// <summary>Adds all statements about a package to <paramref name="found"/>, in the order of the source.</summary>
    /// <param name="name">The package; its spelling is normalised as the ecosystem does.</param>
    /// <param name="release">The release of the distribution; null for ecosystems without releases.</param>
    /// <param name="found">Where they go.</param>
    /// <exception cref="Findings.GuardException">The data turned out to be damaged (PG4003).</exception>
    void Find(string name, string? release, List<AdvisoryClaim> found);

    /// <summary>
    /// Adds everything that some advisories say, about any package and release, those that were withdrawn included. It reads the whole
    /// source: for questions about one advisory, not for matching.
    /// </summary>
    /// <param name="isWanted">Chooses advisories.</param>
    /// <param name="found">Where the statements go.</param>
    /// <exception cref="Findings.GuardException">The data turned out to be damaged (PG4003).</exception>
    void FindMentions(Func<Advisory, bool> isWanted, List<AdvisoryMention> found);

    /// <summary>Reads the advisory behind a claim of this source.</summary>
    /// <exception cref="Findings.GuardException">The data turned out to be damaged (PG4003).</exception>
    Advisory Read(int record);

    /// <summary>True when the advisory came out together with the fix, although its id is a CVE.</summary>
    bool DatesFix(int record) => Info.Ecosystem == Packages.DotNet.DotNetComponents.Ecosystem;
}

/// <summary>An advisory's statement about one package.</summary>
/// <param name="Record">Names the advisory for <see cref="IAdvisorySource.Read"/>; claims of one advisory have the same number.</param>
/// <param name="Affected">The versions it is about.</param>
internal readonly record struct AdvisoryClaim(int Record, AffectedVersions Affected);

/// <summary>What an advisory says about one package, whoever asks.</summary>
/// <param name="Ecosystem">The ecosystem without release.</param>
/// <param name="Package">The package in the normal spelling of the ecosystem.</param>
/// <param name="Record">Statements of one advisory in one ecosystem have the same number.</param>
/// <param name="Advisory">The advisory.</param>
/// <param name="Affected">The versions it is about; none when it was withdrawn.</param>
internal readonly record struct AdvisoryMention(string Ecosystem, string Package, int Record, Advisory Advisory, AffectedVersions Affected)
{
    /// <summary>When the source took the advisory back; null while it stands.</summary>
    public DateTimeOffset? Withdrawn { get; init; }
}
