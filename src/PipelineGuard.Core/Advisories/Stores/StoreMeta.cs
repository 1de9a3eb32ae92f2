using System.Collections.Immutable;

namespace PipelineGuard.Advisories.Stores;

/// <summary>The texts that a store says about itself.</summary>
/// <param name="Ecosystem">The OSV ecosystem without release; empty where there is none.</param>
/// <param name="Source">The address it was downloaded from, without user name and password; empty for files.</param>
/// <param name="ETag">The server's mark of that version (RFC 9110 §8.8.3); empty when it gave none.</param>
/// <param name="LastModified">The server's date of that version (RFC 9110 §8.8.2), as it wrote it; empty when it gave none.</param>
internal sealed record StoreMeta(string Ecosystem, string Source, string ETag, string LastModified)
{
    /// <summary>The releases it has advisories for, sorted; empty for ecosystems without.</summary>
    public ImmutableArray<string> Releases { get; init; } = [];

    /// <summary>Adds it to a section.</summary>
    public void Write(StoreBuffer target, StoreStrings strings)
    {
        target.WriteStrings(strings, [Ecosystem, Source, ETag, LastModified]);
        target.WriteStrings(strings, Releases);
    }

    /// <summary>Reads it back.</summary>
    public static StoreMeta Read(StoreReader meta) =>
        meta.ReadStrings() is [var ecosystem, var source, var etag, var lastModified]
            ? new(ecosystem, source, etag, lastModified) { Releases = meta.ReadStrings() }
            : throw new InvalidDataException("It does not say what it is.");
}
