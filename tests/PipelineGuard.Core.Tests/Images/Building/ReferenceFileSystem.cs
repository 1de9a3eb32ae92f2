using System.Formats.Tar;

namespace PipelineGuard.Images.Building;

/// <summary>One file, link or directory in the reference model.</summary>
internal sealed class ReferenceNode(TarEntryType type, int layer)
{
    public TarEntryType Type { get; } = type;

    public int Layer { get; set; } = layer;

    public byte[] Content { get; init; } = [];

    public string? Target { get; init; }

    /// <summary>Layer and position of the regular entry whose bytes it shows; hard links share it.</summary>
    public (int Layer, int Entry) Origin { get; init; }

    public SortedDictionary<string, ReferenceNode> Children { get; } = new(StringComparer.Ordinal);

    public bool IsDirectory => Type == TarEntryType.Directory;
}

/// <summary>
/// What a container would see, made in the most obvious way: apply each layer to a tree in memory, whiteouts first, as the OCI
/// image spec says (layer.md §applying). Slow and simple on purpose: <c>FileSystemView</c> is compared with it.
/// </summary>
internal sealed class ReferenceFileSystem
{
    private readonly ReferenceNode _root = new(TarEntryType.Directory, 0);

    public static ReferenceFileSystem Of(TestImage image)
    {
        var result = new ReferenceFileSystem();
        for (int layer = 0; layer < image.Layers.Count; layer++) result.Apply(layer, image.Layers[layer].Entries);
        return result;
    }

    /// <summary>Every path below the root, in order, with what is there.</summary>
    public IEnumerable<(string Path, ReferenceNode Node)> All() => Below(_root, "");

    /// <summary>Writes the tree to disk; devices are left out, as making them needs privileges.</summary>
    public void WriteTo(string folder)
    {
        foreach (var (path, node) in All())
        {
            var file = System.IO.Path.Combine(folder, path);
            switch (node.Type)
            {
                case TarEntryType.Directory: Directory.CreateDirectory(file); break;
                case TarEntryType.SymbolicLink: File.CreateSymbolicLink(file, node.Target!); break;
                case TarEntryType.RegularFile: File.WriteAllBytes(file, node.Content); break;
                default: break;
            }
        }
    }

    private static IEnumerable<(string, ReferenceNode)> Below(ReferenceNode folder, string prefix) =>
        folder.Children.SelectMany(child => Below(child.Value, $"{prefix}{child.Key}/").Prepend((prefix + child.Key, child.Value)));

    private void Apply(int layer, List<TestEntry> entries)
    {
        foreach (var entry in entries.Where(IsWhiteout)) Hide(entry.Path);
        for (int i = 0; i < entries.Count; i++)
        {
            if (!IsWhiteout(entries[i]) && entries[i].Raw is null) Put(entries[i], layer, i);
        }
    }

    private static bool IsWhiteout(TestEntry entry) => NameOf(entry.Path).StartsWith(".wh.", StringComparison.Ordinal);

    private void Hide(string path)
    {
        if (Folder(ParentOf(path), makeIn: null) is not { } folder) return;
        if (NameOf(path) == ".wh..wh..opq") folder.Children.Clear();
        else folder.Children.Remove(NameOf(path)[".wh.".Length..]);
    }

    private void Put(TestEntry entry, int layer, int position)
    {
        if (Folder(ParentOf(entry.Path), layer) is not { } folder) return;
        var name = NameOf(entry.Path);
        var old = folder.Children.GetValueOrDefault(name);
        if (old is { IsDirectory: true } && entry.Type == TarEntryType.Directory)
        {
            old.Layer = layer;
            return;
        }
        if (entry.Type != TarEntryType.HardLink)
        {
            folder.Children[name] = new(entry.Type, layer) { Content = entry.Content, Target = entry.Target, Origin = (layer, position) };
        }
        else if (Folder(ParentOf(entry.Target!), makeIn: null)?.Children.GetValueOrDefault(NameOf(entry.Target!)) is { IsDirectory: false } linked)
        {
            folder.Children[name] = new(linked.Type, layer) { Content = linked.Content, Target = linked.Target, Origin = linked.Origin };
        }
    }

    // Walks to a folder and follows links on the way; makes what is missing when a layer is given. Null for a loop or a missing folder.
    private ReferenceNode? Folder(string path, int? makeIn)
    {
        var trail = new List<ReferenceNode> { _root };
        var todo = new Stack<string>(Parts(path).Reverse());
        for (int links = 0; todo.TryPop(out var name);)
        {
            if (name == "..")
            {
                if (trail.Count > 1) trail.RemoveAt(trail.Count - 1);
                continue;
            }
            var folder = trail[^1];
            var next = folder.Children.GetValueOrDefault(name);
            if (next?.Type == TarEntryType.SymbolicLink)
            {
                if (++links > 40) return null;
                if (next.Target!.StartsWith('/')) trail = [_root];
                foreach (var part in Parts(next.Target!).Reverse()) todo.Push(part);
                continue;
            }
            if (next is not { IsDirectory: true })
            {
                if (makeIn is not { } layer) return null;
                folder.Children[name] = next = new(TarEntryType.Directory, layer);
            }
            trail.Add(next);
        }
        return trail[^1];
    }

    private static IEnumerable<string> Parts(string path) => path.Split('/').Where(part => part is not ("" or "."));

    private static string NameOf(string path) => path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOf('/') + 1)..];

    private static string ParentOf(string path) => path.TrimEnd('/').LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}
