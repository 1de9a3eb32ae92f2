namespace PipelineGuard.Images;

/// <summary>Makes directories that a path needs and nobody listed, as container engines do.</summary>
internal interface IMissingFolders
{
    /// <summary>Makes a directory in another; what stands there and is none gives way.</summary>
    int Make(int folder, ReadOnlySpan<byte> name);
}
