using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>
/// Puts layers upon one another as container engines do (OCI image spec, layer.md §applying changesets): whiteouts of a layer first,
/// as they concern lower layers only; then its entries in order, where a directory upon a directory stays, anything else gives way,
/// and a path through a linked directory lands in the link's target.
/// </summary>
internal sealed class LayerMerger : IMissingFolders
{
    private readonly FileSystemTree _tree;
    private readonly ReadLimits _limits;
    private readonly Func<int, ProblemLimiter> _problems;
    private readonly CancellationToken _cancellation;
    private readonly List<int> _aliases = [];
    private readonly List<int> _links = [];
    private int _layer;

    private LayerMerger(ImmutableArray<LayerContents> layers, ReadLimits limits, Func<int, ProblemLimiter> problems, CancellationToken cancellation)
    {
        (_limits, _problems, _cancellation) = (limits, problems, cancellation);
        _tree = new([.. layers.Select(layer => layer.Entries)], limits);
    }

    /// <summary>Merges all layers, bottom first.</summary>
    /// <param name="layers">What was read of them.</param>
    /// <param name="limits">Bounds the tree.</param>
    /// <param name="problems">Takes what goes wrong with the entries of a layer.</param>
    /// <param name="cancellation">Looked at once in a while.</param>
    public static FileSystemView Merge(ImmutableArray<LayerContents> layers, ReadLimits limits, Func<int, ProblemLimiter> problems, CancellationToken cancellation)
    {
        var merger = new LayerMerger(layers, limits, problems, cancellation);
        foreach (var layer in layers) merger.TryApply(layer);
        return new(merger._tree, limits.LinkDepth) { Aliases = merger._aliases, Links = merger._links };
    }

    /// <inheritdoc/>
    int IMissingFolders.Make(int folder, ReadOnlySpan<byte> name)
    {
        if (_tree.Find(folder, name) is var old and not FileSystemNode.None) _tree.Remove(old);
        return _tree.Add(folder, _layer, name, EntryKind.Directory);
    }

    private void TryApply(LayerContents layer)
    {
        _layer = layer.Index;
        try
        {
            Apply(layer.Entries);
        }
        catch (LimitException limit)
        {
            _problems(_layer).Report(Problems.LimitReached, limit.Message);
        }
    }

    private void Apply(LayerEntries entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Role is EntryRole.Whiteout or EntryRole.Opaque) Hide(entries[i]);
        }
        for (int i = 0; i < entries.Count; i++)
        {
            if (i % 4096 == 0) _cancellation.ThrowIfCancellationRequested();
            if (entries[i].Role == EntryRole.Present) Put(entries[i], i);
        }
    }

    private void Hide(LayerEntry whiteout)
    {
        var walk = new LinkWalk(_tree, _limits.LinkDepth);
        bool opaque = whiteout.Role == EntryRole.Opaque;
        if (walk.Follow(opaque ? whiteout.PathBytes : FolderOf(whiteout.PathBytes), followLast: true) != WalkEnd.Found || _tree[walk.Node].Kind != EntryKind.Directory) return;
        if (opaque) _tree.RemoveChildren(walk.Node);
        else if (_tree.Find(walk.Node, NameOf(whiteout.PathBytes)) is var hidden and not FileSystemNode.None) _tree.Remove(hidden);
    }

    private void Put(LayerEntry entry, int index)
    {
        var walk = new LinkWalk(_tree, _limits.LinkDepth) { Missing = this };
        if (walk.Follow(FolderOf(entry.PathBytes), followLast: true) != WalkEnd.Found)
        {
            Refuse(entry, "Its directory is a link that leads nowhere.");
            return;
        }
        var name = NameOf(entry.PathBytes);
        if (entry.Kind == EntryKind.HardLink) PutHardLink(entry, walk.Node, name);
        else PutEntry(entry, index, walk.Node, name, walk.FollowedLinks);
    }

    private void PutEntry(LayerEntry entry, int index, int folder, ReadOnlySpan<byte> name, bool isAlias)
    {
        int node = _tree.Find(folder, name);
        bool stays = node != FileSystemNode.None && entry.Kind == EntryKind.Directory && _tree[node].Kind == EntryKind.Directory;
        if (!stays) node = Replace(node, folder, name, entry.Kind);
        ref var put = ref _tree[node];
        (put.Layer, put.EntryLayer, put.Entry, put.IsAlias) = ((short)_layer, (short)_layer, index, isAlias);
        if (entry.Kind == EntryKind.SymbolicLink) _links.Add(node);
        else if (isAlias && entry.Kind == EntryKind.File) _aliases.Add(node);
    }

    private void PutHardLink(LayerEntry entry, int folder, ReadOnlySpan<byte> name)
    {
        var walk = new LinkWalk(_tree, _limits.LinkDepth);
        int target = walk.Follow(FolderOf(entry.LinkBytes), followLast: true) == WalkEnd.Found ? _tree.Find(walk.Node, NameOf(entry.LinkBytes)) : FileSystemNode.None;
        if (target == FileSystemNode.None || _tree[target].Kind == EntryKind.Directory)
        {
            Refuse(entry, $"It is a hard link to '{Encoding.UTF8.GetString(entry.LinkBytes)}', which is not there.");
            return;
        }
        var linked = _tree[target];
        int node = Replace(_tree.Find(folder, name), folder, name, linked.Kind);
        ref var put = ref _tree[node];
        (put.EntryLayer, put.Entry, put.IsAlias) = (linked.EntryLayer, linked.Entry, true);
        (linked.Kind == EntryKind.SymbolicLink ? _links : _aliases).Add(node);
    }

    private int Replace(int old, int folder, ReadOnlySpan<byte> name, EntryKind kind)
    {
        if (old != FileSystemNode.None) _tree.Remove(old);
        return _tree.Add(folder, _layer, name, kind);
    }

    private void Refuse(LayerEntry entry, string why) => _problems(_layer).Report(Problems.HostileEntry, $"'{entry.Path}': {why}");

    private static ReadOnlySpan<byte> FolderOf(ReadOnlySpan<byte> path) => path[..Math.Max(path.LastIndexOf((byte)'/'), 0)];

    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];
}
