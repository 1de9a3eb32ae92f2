namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>Takes the files of a package with their digests.</summary>
internal interface IDigestCollector
{
    /// <summary>One file.</summary>
    /// <param name="folder">Its folder, without slashes around it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="digest">Hexadecimal digits.</param>
    /// <param name="isSetting">True for a setting, which users are expected to change.</param>
    void Add(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name, ReadOnlySpan<byte> digest, bool isSetting);
}
