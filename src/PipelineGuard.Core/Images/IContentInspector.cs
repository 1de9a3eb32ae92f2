namespace PipelineGuard.Images;

/// <summary>Sees every byte of a file once, in order, without the file being kept: a search, a hash, a virus scanner.</summary>
internal interface IContentInspector
{
    /// <summary>The next bytes; valid during the call only.</summary>
    void Append(ReadOnlySpan<byte> block);
}
