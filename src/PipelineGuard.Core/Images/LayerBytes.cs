using System.Collections;
using System.Collections.Immutable;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>Counts the bytes of files: all that a layer brings, and those that are still there in the end.</summary>
internal static class LayerBytes
{
    /// <summary>The two sums of each layer, bottom first. What has several names counts once.</summary>
    public static (long All, long Visible)[] Of(ImmutableArray<LayerContents> layers, FileSystemView view)
    {
        var sums = new (long All, long Visible)[layers.Length];
        var seen = layers.Select(layer => new BitArray(layer.Entries.Count)).ToArray();
        foreach (int node in view.Nodes())
        {
            ref readonly var at = ref view.Tree[node];
            if (at.Kind != EntryKind.File || at.Entry == FileSystemNode.None || seen[at.EntryLayer][at.Entry]) continue;
            seen[at.EntryLayer][at.Entry] = true;
            sums[at.EntryLayer].Visible += layers[at.EntryLayer].Entries[at.Entry].Size;
        }
        foreach (var layer in layers)
        {
            for (int i = 0; i < layer.Entries.Count; i++)
            {
                var entry = layer.Entries[i];
                if (entry is { Kind: EntryKind.File, Role: EntryRole.Present }) sums[layer.Index].All += entry.Size;
            }
        }
        return sums;
    }
}
