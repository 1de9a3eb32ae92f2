using System.Text;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>What a container sees: all layers put upon one another.</summary>
internal sealed class FileSystemView(FileSystemTree tree, int linkDepth)
{
    /// <summary>Nodes of files that may have been read under another path; some are gone again.</summary>
    internal required IReadOnlyList<int> Aliases { get; init; }

    /// <summary>Nodes of symbolic links; some are gone again.</summary>
    internal required IReadOnlyList<int> Links { get; init; }

    internal FileSystemTree Tree => tree;

    /// <summary>
    /// Where a path really is, links followed: <c>usr/lib/os-release</c> for <c>etc/os-release</c>. Of a path that is not there, as
    /// far as it is.
    /// </summary>
    public ImagePath Resolve(ImagePath path)
    {
        var walk = new LinkWalk(tree, linkDepth);
        // One name after the other, so that a path made to be long costs no more than its length.
        for (int start = 0, end; start < path.Value.Length; start = end + 1)
        {
            int slash = path.Value.IndexOf('/', start);
            end = slash < 0 ? path.Value.Length : slash;
            int reached = walk.Node;
            if (walk.Follow(Encoding.UTF8.GetBytes(path.Value[start..end]), followLast: true) != WalkEnd.Found)
            {
                return ImagePath.Of($"{tree.PathOf(reached)}/{path.Value.AsSpan(start)}");
            }
        }
        return tree.PathOf(walk.Node);
    }

    /// <summary>What is at a path, links followed. False when nothing is, or the links lead nowhere.</summary>
    public bool TryFind(ImagePath path, out FileSystemEntry entry)
    {
        int node = Find(path);
        entry = node == FileSystemNode.None ? default : EntryAt(node);
        return node != FileSystemNode.None;
    }

    /// <summary>Everything there is, the root left out, in no particular order but always in the same.</summary>
    public IEnumerable<FileSystemEntry> Entries() => Below(tree.Root, static (_, _, _, _) => true);

    /// <summary>Everything that a filter accepts, as <see cref="Entries()"/> gives it: paths are made only for what is accepted.</summary>
    public IEnumerable<FileSystemEntry> Entries(EntryFilter wanted) => Below(tree.Root, wanted);

    /// <summary>Everything below a directory, links not followed; nothing when there is no such directory.</summary>
    public IEnumerable<FileSystemEntry> Below(ImagePath folder) =>
        Find(folder) is var node && node == FileSystemNode.None ? [] : Below(node, static (_, _, _, _) => true);

    /// <summary>The node at a path, links followed; <see cref="FileSystemNode.None"/> when there is none.</summary>
    internal int Find(ImagePath path)
    {
        int most = Encoding.UTF8.GetMaxByteCount(path.Value.Length);
        var bytes = most <= 1024 ? stackalloc byte[most] : new byte[most];
        return Find(bytes[..Encoding.UTF8.GetBytes(path.Value, bytes)], tree.Root);
    }

    /// <summary>The node at a path itself: a link at its end is not followed. <see cref="FileSystemNode.None"/> when there is none.</summary>
    internal int FindItself(ImagePath path)
    {
        var walk = new LinkWalk(tree, linkDepth);
        return walk.Follow(Encoding.UTF8.GetBytes(path.Value), followLast: false) == WalkEnd.Found ? walk.Node : FileSystemNode.None;
    }

    /// <summary>The node that a link leads to; <see cref="FileSystemNode.None"/> when it leads nowhere.</summary>
    internal int TargetOf(int link) => Find(tree.EntryOf(link).LinkBytes, tree[link].Parent);

    /// <summary>Every node but the root, in no particular order but always in the same.</summary>
    internal IEnumerable<int> Nodes() => Below(tree.Root);

    private IEnumerable<FileSystemEntry> Below(int folder, EntryFilter wanted) => Below(folder).Where(node => IsWanted(node, wanted)).Select(EntryAt);

    private IEnumerable<int> Below(int folder)
    {
        var todo = new Stack<int>();
        todo.Push(tree[folder].FirstChild);
        while (todo.TryPop(out int node))
        {
            if (node == FileSystemNode.None) continue;
            todo.Push(tree[node].NextSibling);
            todo.Push(tree[node].FirstChild);
            yield return node;
        }
    }

    private bool IsWanted(int node, EntryFilter wanted)
    {
        ref readonly var at = ref tree[node];
        if (at.Entry == FileSystemNode.None) return wanted(tree.NameOf(node), at.Kind, null, null);
        var entry = tree.EntryOf(node);
        return wanted(tree.NameOf(node), at.Kind, entry.Mode, entry.UserId);
    }

    private int Find(ReadOnlySpan<byte> path, int from)
    {
        var walk = new LinkWalk(tree, linkDepth) { Node = from };
        return walk.Follow(path, followLast: true) == WalkEnd.Found ? walk.Node : FileSystemNode.None;
    }

    private FileSystemEntry EntryAt(int node)
    {
        ref readonly var at = ref tree[node];
        if (at.Entry == FileSystemNode.None) return new(tree.PathOf(node), at.Kind, at.Layer);
        var entry = tree.EntryOf(node);
        return new(tree.PathOf(node), at.Kind, at.Layer)
        {
            Size = entry.Size,
            Mode = entry.Mode,
            UserId = entry.UserId,
            GroupId = entry.GroupId,
            LinkTarget = at.Kind == EntryKind.SymbolicLink ? Encoding.UTF8.GetString(entry.LinkBytes) : null,
        };
    }
}

/// <summary>Chooses entries of the final file system without their whole path.</summary>
/// <param name="name">The name without its directory, in UTF-8.</param>
/// <param name="kind">What it is.</param>
/// <param name="mode">As in <see cref="FileSystemEntry.Mode"/>.</param>
/// <param name="userId">As in <see cref="FileSystemEntry.UserId"/>.</param>
internal delegate bool EntryFilter(ReadOnlySpan<byte> name, EntryKind kind, int? mode, uint? userId);

/// <summary>One file, directory or link of the final file system.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Kind">What it is; a hard link is what it links to.</param>
/// <param name="Layer">The layer that put it there.</param>
internal readonly record struct FileSystemEntry(ImagePath Path, EntryKind Kind, int Layer)
{
    /// <summary>Bytes of content.</summary>
    public long Size { get; init; }

    /// <summary>Permission bits, set-id and sticky bits included; null for a directory that no layer lists.</summary>
    public int? Mode { get; init; }

    /// <summary>Owner; null when not known.</summary>
    public uint? UserId { get; init; }

    /// <summary>Group; null when not known.</summary>
    public uint? GroupId { get; init; }

    /// <summary>Target of a symbolic link as it is spelled; null for others.</summary>
    public string? LinkTarget { get; init; }
}
