namespace PipelineGuard.Images;

/// <summary>Something that stands beside an image in its registry and speaks about it.</summary>
/// <param name="Kind"><c>signature</c>, <c>sbom</c>, <c>vex</c>, <c>attestation</c>, or <c>other</c>.</param>
/// <param name="Type">Its media type, or the predicate type of an attestation, as its maker wrote it.</param>
/// <param name="Digest">Digest of its manifest.</param>
public sealed record ImageAttachment(string Kind, string Type, string Digest);
