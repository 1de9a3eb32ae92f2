using System.Collections.Immutable;

namespace PipelineGuard.Advisories.Stores;

/// <summary>How an advisory, and a claim about a package, stand in a store.</summary>
internal static class AdvisoryRecord
{
    /// <summary>The key under which withdrawn advisories stand; no package has that name.</summary>
    public const string WithdrawnKey = "\u001awithdrawn";

    /// <summary>Adds an advisory to the records.</summary>
    public static void Write(StoreBuffer target, StoreStrings strings, Advisory advisory)
    {
        target.WriteString(strings, advisory.Id);
        target.WriteStrings(strings, advisory.Aliases);
        target.WriteStrings(strings, advisory.Upstream);
        target.WriteStrings(strings, advisory.Related);
        target.WriteString(strings, advisory.Summary);
        target.WriteString(strings, advisory.Details);
        target.WriteDate(advisory.Published);
        target.WriteDate(advisory.Modified);
        target.WriteStrings(strings, advisory.Ratings);
        target.WriteStrings(strings, advisory.References);
    }

    /// <summary>Reads an advisory.</summary>
    public static Advisory Read(StoreReader record) => new(record.ReadString())
    {
        Aliases = record.ReadStrings(),
        Upstream = record.ReadStrings(),
        Related = record.ReadStrings(),
        Summary = record.ReadOptionalString(),
        Details = record.ReadOptionalString(),
        Published = record.ReadDate(),
        Modified = record.ReadDate() ?? throw new InvalidDataException("An advisory has no date."),
        Ratings = record.ReadStrings(),
        References = record.ReadStrings(),
    };

    /// <summary>Writes a claim: the record it belongs to, the release it is limited to, then the versions.</summary>
    public static void WriteClaim(StoreBuffer target, StoreStrings strings, AdvisoryClaim claim)
    {
        target.WriteNumber(claim.Record);
        target.WriteString(strings, claim.Affected.Release);
        target.WriteStrings(strings, claim.Affected.Ratings);
        target.WriteNumber(claim.Affected.Ranges.Length);
        foreach (var range in claim.Affected.Ranges)
        {
            target.WriteNumber(range.Events.Length);
            foreach (var (kind, version) in range.Events)
            {
                target.WriteNumber((int)kind);
                target.WriteString(strings, version);
            }
        }
        target.WriteStrings(strings, claim.Affected.Versions);
    }

    /// <summary>Reads a claim; null when it is limited to another release.</summary>
    public static AdvisoryClaim? ReadClaim(StoreReader claim, Func<string, bool> includesRelease)
    {
        int record = claim.ReadInt32();
        var release = claim.ReadOptionalString();
        if (release is not null && !includesRelease(release)) return null;
        return new(record, new() { Release = release, Ratings = claim.ReadStrings(), Ranges = ReadRanges(ref claim), Versions = claim.ReadStrings() });
    }

    /// <summary>Writes what is left of a record that its source took back.</summary>
    public static void WriteWithdrawn(StoreBuffer target, StoreStrings strings, WithdrawnClaim claim)
    {
        target.WriteNumber(claim.Record);
        target.WriteString(strings, claim.Package);
        target.WriteDate(claim.Withdrawn);
    }

    /// <summary>Reads the next one of a block.</summary>
    public static WithdrawnClaim ReadWithdrawn(ref StoreReader block) =>
        new(block.ReadInt32(), block.ReadString(), block.ReadDate() ?? throw new InvalidDataException("A withdrawn advisory has no date."));

    private static ImmutableArray<VersionRange> ReadRanges(ref StoreReader claim)
    {
        var ranges = ImmutableArray.CreateBuilder<VersionRange>(claim.ReadCount());
        for (int i = 0; i < ranges.Capacity; i++)
        {
            var events = ImmutableArray.CreateBuilder<VersionEvent>(claim.ReadCount());
            for (int j = 0; j < events.Capacity; j++) events.Add(new(ReadKind(ref claim), claim.ReadString()));
            ranges.Add(new(events.MoveToImmutable()));
        }
        return ranges.MoveToImmutable();
    }

    private static VersionEventKind ReadKind(ref StoreReader claim) =>
        claim.ReadNumber() is var kind and >= (int)VersionEventKind.IntroducedAtStart and <= (int)VersionEventKind.Limit
            ? (VersionEventKind)kind
            : throw new InvalidDataException("An event is of no known kind.");
}

/// <summary>A package that an advisory named before its source took it back.</summary>
/// <param name="Record">The offset of the advisory.</param>
/// <param name="Package">The package.</param>
/// <param name="Withdrawn">When it was taken back.</param>
internal readonly record struct WithdrawnClaim(int Record, string Package, DateTimeOffset Withdrawn);
