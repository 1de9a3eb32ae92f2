namespace PipelineGuard.IO;

/// <summary>Hands out a stream in large blocks that the reader looks at in place: no copy for bytes that nobody wants.</summary>
internal interface IBlockSource
{
    /// <summary>The next block, empty at the end. It is valid until the next call.</summary>
    ReadOnlyMemory<byte> Next();

    /// <summary>Passes over bytes behind the current block without reading them.</summary>
    /// <returns>How many were passed over; 0 when they have to be read.</returns>
    long Skip(long count);
}
