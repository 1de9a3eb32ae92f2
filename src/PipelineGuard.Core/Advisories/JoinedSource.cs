namespace PipelineGuard.Advisories;

/// <summary>Two sources asked as one, so that a vulnerability that both tell of is one. The second knows packages under names of its own.</summary>
/// <param name="first">The source of the packages' ecosystem.</param>
/// <param name="second">The other one; null when it is not at hand.</param>
/// <param name="nameInSecond">What the second one calls a package; null when it does not know it.</param>
internal sealed class JoinedSource(IAdvisorySource first, IAdvisorySource? second, Func<string, string?> nameInSecond) : IAdvisorySource
{
    // Records of the second have numbers below zero.
    private readonly List<AdvisoryClaim> _claims = [];

    /// <inheritdoc/>
    public AdvisoryDataInfo Info => first.Info;

    /// <inheritdoc/>
    public bool Covers(string? release) => first.Covers(release);

    /// <inheritdoc/>
    public void Find(string name, string? release, List<AdvisoryClaim> found)
    {
        first.Find(name, release, found);
        if (second is null || nameInSecond(name) is not { } other) return;
        lock (_claims)
        {
            _claims.Clear();
            second.Find(other, null, _claims);
            found.AddRange(_claims.Select(claim => claim with { Record = ~claim.Record }));
        }
    }

    /// <inheritdoc/>
    public void FindMentions(Func<Advisory, bool> isWanted, List<AdvisoryMention> found)
    {
        first.FindMentions(isWanted, found);
        second?.FindMentions(isWanted, found);
    }

    /// <inheritdoc/>
    public Advisory Read(int record) => record >= 0 ? first.Read(record) : second!.Read(~record);

    /// <inheritdoc/>
    public bool DatesFix(int record) => record >= 0 ? first.DatesFix(record) : second!.DatesFix(~record);

    /// <summary>Does nothing: both belong to whoever opened them.</summary>
    public void Dispose()
    {
    }
}
