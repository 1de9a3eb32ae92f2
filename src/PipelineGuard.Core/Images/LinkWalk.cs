using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>How a walk through the tree ended.</summary>
internal enum WalkEnd
{
    /// <summary>At a node.</summary>
    Found,

    /// <summary>At a name that is not there.</summary>
    Missing,

    /// <summary>After more links than <see cref="ReadLimits.LinkDepth"/>.</summary>
    TooManyLinks,
}

/// <summary>
/// Follows a path from a directory as the kernel would inside a container: links are followed, absolute ones start at the image's
/// root, and no number of <c>..</c> leads above it (path_resolution(7) under chroot).
/// </summary>
internal struct LinkWalk(FileSystemTree tree, int linkDepth)
{
    private int _links;

    /// <summary>True when a link was followed.</summary>
    public readonly bool FollowedLinks => _links > 0;

    /// <summary>Where the walk is: what was found, or the last directory that is there.</summary>
    public int Node { get; set; } = tree.Root;

    /// <summary>Called for a name that is not there, or is no directory where one is needed; makes it, or gives <see cref="FileSystemNode.None"/>.</summary>
    public IMissingFolders? Missing { get; init; }

    /// <summary>Goes along a path.</summary>
    /// <param name="path">Relative or absolute, in UTF-8.</param>
    /// <param name="followLast">Whether a link at the very end is followed too.</param>
    public WalkEnd Follow(ReadOnlySpan<byte> path, bool followLast)
    {
        if (path is [(byte)'/', ..]) Node = tree.Root;
        while (TryTakeName(ref path, out var name))
        {
            if (name is [(byte)'.']) continue;
            if (name is [(byte)'.', (byte)'.'])
            {
                Node = tree[Node].Parent;
                continue;
            }
            var end = Step(name, isLast: path.IsEmpty, followLast);
            if (end != WalkEnd.Found) return end;
        }
        return WalkEnd.Found;
    }

    private WalkEnd Step(ReadOnlySpan<byte> name, bool isLast, bool followLast)
    {
        int next = tree[Node].Kind == EntryKind.Directory ? tree.Find(Node, name) : FileSystemNode.None;
        if (next != FileSystemNode.None && tree[next].Kind == EntryKind.SymbolicLink && (!isLast || followLast))
        {
            if (++_links > linkDepth) return WalkEnd.TooManyLinks;
            var end = Follow(tree.EntryOf(next).LinkBytes, followLast: true);
            if (end != WalkEnd.Found || isLast || tree[Node].Kind == EntryKind.Directory) return end;
            return WalkEnd.Missing;
        }
        bool usable = next != FileSystemNode.None && (isLast && Missing is null || tree[next].Kind == EntryKind.Directory);
        if (!usable) next = Missing?.Make(Node, name) ?? FileSystemNode.None;
        if (next == FileSystemNode.None) return WalkEnd.Missing;
        Node = next;
        return WalkEnd.Found;
    }

    private static bool TryTakeName(ref ReadOnlySpan<byte> path, out ReadOnlySpan<byte> name)
    {
        path = path.TrimStart((byte)'/');
        int slash = path.IndexOf((byte)'/');
        name = slash < 0 ? path : path[..slash];
        path = slash < 0 ? default : path[(slash + 1)..].TrimStart((byte)'/');
        return !name.IsEmpty;
    }
}
