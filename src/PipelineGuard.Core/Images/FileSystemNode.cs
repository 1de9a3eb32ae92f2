using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>One name in the merged tree. Kept in one array, with places in that array instead of references: 40 bytes each.</summary>
internal struct FileSystemNode
{
    /// <summary>No node, or no entry.</summary>
    public const int None = -1;

    /// <summary>The directory it is in; itself for the root; <see cref="None"/> once it was taken away.</summary>
    public int Parent;

    /// <summary>Next node with the same place in the hash table.</summary>
    public int NextInBucket;

    /// <summary>First entry of a directory.</summary>
    public int FirstChild;

    /// <summary>Next entry of the same directory.</summary>
    public int NextSibling;

    /// <summary>Previous entry of the same directory.</summary>
    public int PreviousSibling;

    /// <summary>Hash of parent and name.</summary>
    public int Hash;

    /// <summary>The layer entry that gives kind, content and attributes: for a hard link the one linked to; <see cref="None"/> for a directory that only occurs inside paths.</summary>
    public int Entry;

    /// <summary>Where its name starts in the tree's text.</summary>
    public int NameStart;

    /// <summary>Bytes of its name.</summary>
    public ushort NameLength;

    /// <summary>The layer of <see cref="Entry"/>.</summary>
    public short EntryLayer;

    /// <summary>The layer that put it here.</summary>
    public short Layer;

    /// <summary>What it is; a hard link is what it links to.</summary>
    public EntryKind Kind;

    /// <summary>True when the content was met under another path than this one: behind a hard link, or put through a linked directory.</summary>
    public bool IsAlias;
}
