namespace PipelineGuard.Images;

/// <summary>Which entry of which layer holds some content.</summary>
internal readonly record struct ContentKey(int Layer, int Entry);

/// <summary>A file that an analyser wanted and was given.</summary>
/// <param name="Key">Where its content is.</param>
/// <param name="Path">The path it was wanted under.</param>
/// <param name="Result">What was learned; default when the file could not be read, which was reported.</param>
/// <param name="IsRead">False when it could not be read.</param>
/// <param name="IsNamed">True when it was wanted for its name, so that no other name need be looked for.</param>
internal sealed record FoundFile<T>(ContentKey Key, ImagePath Path, T? Result, bool IsRead, bool IsNamed);
