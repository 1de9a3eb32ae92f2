namespace PipelineGuard.IO;

/// <summary>What an entry of a layer is, as far as images care.</summary>
internal enum EntryKind : byte
{
    /// <summary>A regular file with content.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>Another name of an earlier entry.</summary>
    HardLink,

    /// <summary>A character or block device, a pipe or a socket.</summary>
    Special,

    /// <summary>A sparse file of a tar: stored as a map and pieces, so its bytes in the archive are not its content.</summary>
    SparseFile,
}
