using System.Formats.Tar;
using CsCheck;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>Random layers, merged, equal what the obvious model makes of them.</summary>
public sealed class LayerMergerTests
{
    // Few names and little depth, so that entries meet, replace and cross each other all the time.
    private static readonly Gen<string> Name = Gen.OneOfConst("a", "b", "c");
    private static readonly Gen<string> Path = Name.Array[1, 3].Select(names => string.Join('/', names));
    private static readonly Gen<string> Target = Gen.Select(Gen.OneOfConst("", "/", "../", "../../"), Path, (front, path) => front + path);

    private static readonly Gen<Action<TestImage>> Entry = Gen.Frequency<Action<TestImage>>(
        (6, Gen.Select(Path, Gen.Int[0, 99], (path, number) => (Action<TestImage>)(image => image.With(path, $"text {number}")))),
        (3, Path.Select(path => (Action<TestImage>)(image => image.WithDirectory(path)))),
        (3, Gen.Select(Path, Target, (path, target) => (Action<TestImage>)(image => image.WithSymlink(path, target)))),
        (2, Gen.Select(Path, Path, (path, target) => (Action<TestImage>)(image => image.WithHardLink(path, target)))),
        (1, Path.Select(path => (Action<TestImage>)(image => image.WithDevice(path)))),
        (2, Path.Select(path => (Action<TestImage>)(image => image.Without(path)))),
        (1, Path.Select(path => (Action<TestImage>)(image => image.WithOpaque(path)))),
        (1, Gen.Const((Action<TestImage>)(image => image.WithOpaque("")))));

    private static readonly Gen<TestImage> Images = Entry.Array[0, 12].Array[1, 4].Select(layers =>
    {
        var image = TestImage.Empty();
        foreach (var layer in layers)
        {
            image.Layer();
            foreach (var add in layer) add(image);
        }
        return image;
    });

    [Fact]
    public void Merges_as_the_reference_model_does() => Images.Sample(image =>
    {
        var expected = ReferenceFileSystem.Of(image).All().Select(item => Describe(item.Path, item.Node));
        var view = Merge(image);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Describe(view, image).Order(StringComparer.Ordinal));
    }, iter: 3_000);

    [Fact]
    public void Cutting_off_a_big_directory_again_and_again_stays_cheap()
    {
        // Each layer replaces the directory and all below it; were it walked each time, this would take minutes.
        var image = TestImage.Empty();
        for (int layer = 0; layer < 200; layer++)
        {
            image.Layer();
            for (int i = 0; i < 100; i++) image.With($"d/{layer}-{i}", "").With("e", "").WithDirectory("e");
            image.Without("d");
        }

        Assert.Equal(102, Merge(image).Entries().Count());
    }

    private static FileSystemView Merge(TestImage image)
    {
        var layers = image.Layers.Select((layer, index) => new LayerContents(index, 0, 0, true, Entries(layer))).ToArray();
        var log = new TestLog();
        return LayerMerger.Merge([.. layers], ReadLimits.Default, index => new(new() { Index = index }, log), TestContext.Current.CancellationToken);
    }

    private static LayerEntries Entries(TestLayer layer)
    {
        var entries = new LayerEntries();
        foreach (var entry in layer.Entries)
        {
            var path = ImagePath.Of(entry.Path);
            var role = EntryNames.RoleOf(ref path)!.Value;
            entries.Add(path.Value, entry.Target, role, new Facts(entry));
        }
        return entries;
    }

    private static string Describe(string path, ReferenceNode node) =>
        node.IsDirectory ? $"{path} directory of {node.Layer}" : $"{path} {node.Type} of {node.Layer} '{node.Target}' from {node.Origin}";

    private static IEnumerable<string> Describe(FileSystemView view, TestImage image) => view.Entries().Select(entry =>
    {
        if (entry.Kind == EntryKind.Directory) return $"{entry.Path} directory of {entry.Layer}";
        int node = NodeAt(view, entry.Path);
        var origin = (Layer: (int)view.Tree[node].EntryLayer, view.Tree[node].Entry);
        return $"{entry.Path} {image.Layers[origin.Layer].Entries[origin.Entry].Type} of {entry.Layer} '{entry.LinkTarget}' from {origin}";
    });

    private static int NodeAt(FileSystemView view, ImagePath path)
    {
        int node = view.Tree.Root;
        foreach (var name in path.Value.Split('/')) node = view.Tree.Find(node, System.Text.Encoding.UTF8.GetBytes(name));
        return node;
    }

    private sealed class Facts(TestEntry entry) : IEntryReader
    {
        public ReadOnlySpan<byte> Name => default;

        public ReadOnlySpan<byte> LinkName => default;

        public EntryKind Kind => entry.Type switch
        {
            TarEntryType.Directory => EntryKind.Directory,
            TarEntryType.SymbolicLink => EntryKind.SymbolicLink,
            TarEntryType.HardLink => EntryKind.HardLink,
            TarEntryType.CharacterDevice => EntryKind.Special,
            _ => EntryKind.File,
        };

        public long Size => entry.Content.Length;

        public int Mode => (int)entry.Mode;

        public long UserId => 0;

        public long GroupId => 0;

        public bool MoveNext() => false;

        public ReadOnlyMemory<byte> NextBlock() => default;

        public void Dispose()
        {
        }
    }
}
