using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PipelineGuard.Sbom.Spdx;

/// <summary>One image with the SPDX identifiers of what is in it.</summary>
/// <param name="Bom">What is known of it.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="SystemId">That of its operating system; null when it has none.</param>
/// <param name="Packages">Those of its packages, with their package URLs.</param>
internal sealed record SpdxSubject(BomSubject Bom, string Id, string? SystemId, ImmutableArray<(string Purl, string Id)> Packages)
{
    // Long enough that thousands of packages do not meet, short enough to read past.
    private const int HashDigits = 16;
    private const int MaxName = 64;

    /// <summary>Gives every part its identifier.</summary>
    public static SpdxSubject Of(BomSubject subject, ComponentRefs refs)
    {
        var packages = refs.Of(subject);
        var inventory = subject.Inventory;
        return new(
            subject,
            IdOf("Image", subject.Name, refs.Unique($"image:{subject.Name}@{subject.Digest}")),
            inventory.Distribution is { } distribution ? IdOf("OperatingSystem", distribution.Id, refs.Unique($"os:{distribution.Id}@{distribution.VersionId}")) : null,
            [.. packages.Select((package, i) => (package.Purl, IdOf($"Package-{inventory.Packages[i].Type.Purl}", inventory.Packages[i].Name, package.Ref)))]);
    }

    // SPDX 2.3, §7.2.1: letters, digits, "." and "-". The name is there for readers, the hash for uniqueness.
    private static string IdOf(string kind, string name, string reference)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)))[..HashDigits];
        return $"SPDXRef-{kind}-{SpdxText.IdPart(name, MaxName)}-{hash}";
    }
}
