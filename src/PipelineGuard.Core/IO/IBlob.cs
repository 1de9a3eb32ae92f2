namespace PipelineGuard.IO;

/// <summary>Bytes that can be read from the start as often as needed, by several readers at once.</summary>
internal interface IBlob
{
    /// <summary>Size in bytes.</summary>
    long Length { get; }

    /// <summary>True when opening it asks another machine, so that nobody opens it for a look at its beginning.</summary>
    bool IsRemote => false;

    /// <summary>Reads it from the start. The caller disposes the stream.</summary>
    /// <exception cref="IOException">It is gone or not readable.</exception>
    Stream Open();
}
