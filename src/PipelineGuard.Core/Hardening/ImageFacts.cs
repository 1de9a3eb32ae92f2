using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;
using PipelineGuard.Images;
using PipelineGuard.IO;
using PipelineGuard.Packages;

namespace PipelineGuard.Hardening;

/// <summary>What rules know about an image once all of its layers were read.</summary>
internal sealed class ImageFacts
{
    private const int SetIdBits = 0b110_000_000_000;
    private const int OthersWrite = 0b000_000_010;

    private readonly Lazy<ImmutableArray<FileSystemEntry>> _notable;
    private int _entryCount;

    /// <param name="files">The final file system.</param>
    public ImageFacts(FileSystemView files)
    {
        Files = files;
        _notable = new(() => [.. files.Entries(IsNotable).OrderBy(entry => entry.Path)]);
    }

    /// <summary>The target as the user named it.</summary>
    public required string Target { get; init; }

    /// <summary>Its name without tag and path.</summary>
    public required string LogicalName { get; init; }

    /// <summary>The name recorded in the image, with its tag; null when there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>How its containers run.</summary>
    public required ImageConfig Config { get; init; }

    /// <summary>True when the target has a config at all: a root file system has none.</summary>
    public required bool HasConfig { get; init; }

    /// <summary>What is installed.</summary>
    public required Inventory Inventory { get; init; }

    /// <summary>The layers, bottom first.</summary>
    public required ImmutableArray<LayerSize> Layers { get; init; }

    /// <summary>The files of settings that are there in the end, by path.</summary>
    public required ImmutableArray<PlacedSettings> Settings { get; init; }

    /// <summary>The registries that images may come from, as the policy names them; empty when it names none.</summary>
    public ImmutableArray<string> TrustedRegistries { get; init; } = [];

    /// <summary>The final file system.</summary>
    public FileSystemView Files { get; }

    /// <summary>How many files, directories, links and devices there are.</summary>
    public int EntryCount
    {
        get
        {
            _ = _notable.Value;
            return _entryCount;
        }
    }

    /// <summary>Programs with a set-id bit, by path.</summary>
    public IEnumerable<FileSystemEntry> SetIdFiles => _notable.Value.Where(entry => entry.Kind == EntryKind.File && (entry.Mode & SetIdBits) != 0);

    /// <summary>Files and directories that everybody may change, by path.</summary>
    public IEnumerable<FileSystemEntry> WritableByAll => _notable.Value.Where(entry => entry.Kind is EntryKind.File or EntryKind.Directory && (entry.Mode & OthersWrite) != 0);

    /// <summary>Device nodes, pipes and sockets, by path.</summary>
    public IEnumerable<FileSystemEntry> SpecialFiles => _notable.Value.Where(entry => entry.Kind == EntryKind.Special);

    /// <summary>Directories called <c>.git</c>, <c>.svn</c> or <c>.hg</c>, by path.</summary>
    public IEnumerable<FileSystemEntry> Repositories => _notable.Value.Where(entry => entry.Kind == EntryKind.Directory && entry.Path.Name is ".git" or ".svn" or ".hg");

    /// <summary>
    /// True for an image that others are built on: what it runs is a bare shell or interpreter, or nothing. Who runs as which user, and how health is
    /// checked, is for those who build on it to say.
    /// </summary>
    public bool IsBase => BareCommands.AreAll(Config);

    /// <summary>The lines of all files of one kind.</summary>
    public IEnumerable<(PlacedSettings File, SettingsLine Line)> Lines(SettingsKind kind) =>
        from file in Settings
        where file.Content.Kind == kind
        from line in file.Content.Lines
        select (file, line);

    /// <summary>True when one of the installed packages of the operating system has that name.</summary>
    public bool HasSystemPackage(string name) => Inventory.Packages.Any(package => package.Type.IsOperatingSystem && package.Name == name);

    /// <summary>The layer of an entry, for a finding.</summary>
    public LayerFacts LayerOf(int index) => Layers[index].Facts;

    // Everything passes by here once, so it is counted on the way.
    private bool IsNotable(ReadOnlySpan<byte> name, EntryKind kind, int? mode, uint? userId)
    {
        _entryCount++;
        return kind switch
        {
            EntryKind.File => (mode & (SetIdBits | OthersWrite)) != 0,
            EntryKind.Directory => (mode & OthersWrite) != 0 || name.SequenceEqual(".git"u8) || name.SequenceEqual(".svn"u8) || name.SequenceEqual(".hg"u8),
            EntryKind.Special => true,
            EntryKind.SymbolicLink or EntryKind.HardLink or EntryKind.SparseFile => false,
        };
    }
}

/// <summary>How large a layer is.</summary>
/// <param name="Facts">Which layer.</param>
/// <param name="Bytes">Bytes of its files.</param>
/// <param name="VisibleBytes">Bytes of those that are still there in the end.</param>
internal sealed record LayerSize(LayerFacts Facts, long Bytes, long VisibleBytes);
