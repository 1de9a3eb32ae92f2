using System.Collections.Immutable;
using System.Text;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>
/// The tree of names while layers are put upon one another. One array of nodes, one hash table from (directory, name) to node.
/// Taking a directory away only cuts it off, whatever is below, so that no order of entries makes merging slow.
/// </summary>
internal sealed class FileSystemTree
{
    private readonly ImmutableArray<LayerEntries> _layers;
    private readonly ReadLimits _limits;
    private readonly int _seed = new HashCode().ToHashCode();
    private FileSystemNode[] _nodes = new FileSystemNode[1024];
    private int[] _buckets = NewBuckets(1024);
    private byte[] _text = new byte[16 << 10];
    private int _textLength;

    public FileSystemTree(ImmutableArray<LayerEntries> layers, ReadLimits limits)
    {
        (_layers, _limits) = (layers, limits);
        Root = NewNode();
        _nodes[Root].Parent = Root;
        _nodes[Root].Kind = EntryKind.Directory;
        _nodes[Root].Entry = FileSystemNode.None;
    }

    /// <summary>The root directory.</summary>
    public int Root { get; private set; }

    /// <summary>Nodes made so far, those taken away included.</summary>
    public int Count { get; private set; }

    public ref FileSystemNode this[int node] => ref _nodes[node];

    /// <summary>The entry of a directory with a name; <see cref="FileSystemNode.None"/> when there is none.</summary>
    public int Find(int folder, ReadOnlySpan<byte> name)
    {
        int hash = HashOf(folder, name);
        for (int node = _buckets[hash & (_buckets.Length - 1)]; node != FileSystemNode.None; node = _nodes[node].NextInBucket)
        {
            ref var candidate = ref _nodes[node];
            if (candidate.Hash == hash && candidate.Parent == folder && NameOf(node).SequenceEqual(name)) return node;
        }
        return FileSystemNode.None;
    }

    /// <summary>Adds a name to a directory that does not have it.</summary>
    /// <exception cref="LimitException">There are more nodes than <see cref="ReadLimits.ImageEntries"/>, or longer names than <see cref="ReadLimits.ImagePathBytes"/>.</exception>
    public int Add(int folder, int layer, ReadOnlySpan<byte> name, EntryKind kind)
    {
        int start = AddText(name);
        return Add(folder, layer, start, name.Length, kind);
    }

    /// <summary>Takes a node away, with all that is below it.</summary>
    public void Remove(int node)
    {
        ref var removed = ref _nodes[node];
        if (removed.PreviousSibling != FileSystemNode.None) _nodes[removed.PreviousSibling].NextSibling = removed.NextSibling;
        else _nodes[removed.Parent].FirstChild = removed.NextSibling;
        if (removed.NextSibling != FileSystemNode.None) _nodes[removed.NextSibling].PreviousSibling = removed.PreviousSibling;
        ref int link = ref _buckets[removed.Hash & (_buckets.Length - 1)];
        while (link != node) link = ref _nodes[link].NextInBucket;
        link = removed.NextInBucket;
        removed.Parent = FileSystemNode.None;
    }

    /// <summary>Takes away all that is below a directory: an empty one of the same name takes its place.</summary>
    public void RemoveChildren(int folder)
    {
        var old = _nodes[folder];
        int fresh;
        if (folder == Root)
        {
            fresh = Root = NewNode();
            _nodes[fresh].Parent = fresh;
        }
        else
        {
            Remove(folder);
            fresh = Add(old.Parent, old.Layer, old.NameStart, old.NameLength, EntryKind.Directory);
        }
        ref var node = ref _nodes[fresh];
        (node.Kind, node.Layer, node.Entry, node.EntryLayer) = (EntryKind.Directory, old.Layer, old.Entry, old.EntryLayer);
        _nodes[folder].Parent = FileSystemNode.None;
    }

    /// <summary>Name of a node, without its directory.</summary>
    public ReadOnlySpan<byte> NameOf(int node) =>
        _text.AsSpan(_nodes[node].NameStart, _nodes[node].NameLength);

    /// <summary>The layer entry behind a node, which must have one.</summary>
    public LayerEntry EntryOf(int node) => _layers[_nodes[node].EntryLayer][_nodes[node].Entry];

    /// <summary>True while the node can be reached from the root.</summary>
    public bool IsAttached(int node)
    {
        while (node != Root)
        {
            if (node == FileSystemNode.None) return false;
            int parent = _nodes[node].Parent;
            if (parent == node) return false; // an earlier root
            node = parent;
        }
        return true;
    }

    /// <summary>Path of an attached node.</summary>
    public ImagePath PathOf(int node)
    {
        int length = 0;
        for (int at = node; at != Root; at = _nodes[at].Parent) length += _nodes[at].NameLength + 1;
        if (length == 0) return default;
        var path = new byte[length - 1];
        int end = path.Length;
        for (int at = node; at != Root; at = _nodes[at].Parent)
        {
            var name = NameOf(at);
            name.CopyTo(path.AsSpan(end - name.Length));
            end -= name.Length + 1;
            if (end >= 0) path[end] = (byte)'/';
        }
        return ImagePath.Of(Encoding.UTF8.GetString(path));
    }

    // Seeded anew in each process, so that an image cannot bring names that all fall into one bucket.
    private int HashOf(int folder, ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.Add(_seed);
        hash.Add(folder);
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    private void Link(int node)
    {
        ref var added = ref _nodes[node];
        ref int bucket = ref _buckets[added.Hash & (_buckets.Length - 1)];
        added.NextInBucket = bucket;
        bucket = node;
        ref int first = ref _nodes[added.Parent].FirstChild;
        added.NextSibling = first;
        added.PreviousSibling = FileSystemNode.None;
        if (first != FileSystemNode.None) _nodes[first].PreviousSibling = node;
        first = node;
    }

    private int Add(int folder, int layer, int nameStart, int nameLength, EntryKind kind)
    {
        int node = NewNode();
        ref var added = ref _nodes[node];
        (added.Parent, added.Layer, added.NameStart, added.NameLength, added.Kind) = (folder, (short)layer, nameStart, (ushort)nameLength, kind);
        added.Entry = FileSystemNode.None;
        added.Hash = HashOf(folder, NameOf(node));
        Link(node);
        return node;
    }

    private int AddText(ReadOnlySpan<byte> text)
    {
        if (_textLength + text.Length > _limits.ImagePathBytes) throw new LimitException(nameof(ReadLimits.ImagePathBytes), _limits.ImagePathBytes, "The image's paths have more bytes than");
        if (_textLength + text.Length > _text.Length) Array.Resize(ref _text, Math.Max(2 * _text.Length, _textLength + text.Length));
        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length;
        return _textLength - text.Length;
    }

    private int NewNode()
    {
        if (Count >= _limits.ImageEntries) throw new LimitException(nameof(ReadLimits.ImageEntries), _limits.ImageEntries, "The image has more files and directories than");
        if (Count == _nodes.Length) Grow();
        ref var node = ref _nodes[Count];
        node = default;
        (node.FirstChild, node.NextSibling, node.PreviousSibling, node.NextInBucket) = (FileSystemNode.None, FileSystemNode.None, FileSystemNode.None, FileSystemNode.None);
        return Count++;
    }

    private void Grow()
    {
        Array.Resize(ref _nodes, 2 * _nodes.Length);
        _buckets = NewBuckets(_nodes.Length);
        for (int node = 0; node < Count; node++)
        {
            if (_nodes[node].Parent == FileSystemNode.None || _nodes[node].Parent == node) continue;
            ref int bucket = ref _buckets[_nodes[node].Hash & (_buckets.Length - 1)];
            _nodes[node].NextInBucket = bucket;
            bucket = node;
        }
    }

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, FileSystemNode.None);
        return buckets;
    }
}
