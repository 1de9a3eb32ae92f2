using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.BaseNames;

/// <summary>The edit that makes a base image another one.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="Replaces">What stands there now.</param>
/// <param name="Piece">The part of the name that it changes.</param>
internal sealed record NameEdit(TextEdit Edit, string Replaces, NamePiece Piece);
