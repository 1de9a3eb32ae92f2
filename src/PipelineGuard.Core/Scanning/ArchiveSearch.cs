using PipelineGuard.Archives;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Malware;
using PipelineGuard.Secrets;
using PipelineGuard.Secrets.Known;

namespace PipelineGuard.Scanning;

/// <summary>Opens archives of an image once for all who look for something in them, on several threads.</summary>
/// <param name="malware">The search for malware of this run.</param>
internal sealed class ArchiveSearch(MalwareScan malware)
{
    private readonly UnpackingTotal _unpacked = new();

    /// <summary>Begins with a file; null when it is no archive, or one that nobody wants to be opened.</summary>
    /// <param name="facts">What the layer says about it.</param>
    /// <param name="head">Its first bytes.</param>
    /// <param name="forSecrets">Whether secrets are looked for in it, unless a package manager put it there.</param>
    public OpenedArchive? Begin(in FileFacts facts, ReadOnlySpan<byte> head, bool forSecrets)
    {
        if (facts.Size == 0) return null;
        var path = facts.Path.Value;
        var kind = ArchiveKinds.Of(path, head);
        if (kind == ArchiveKind.None) return null;
        // Everybody can have those, and they are many.
        bool isPackaged = KnownSecrets.IsInstalled(path) || KnownSecrets.IsPublic(path);
        var search = malware.InArchive(isPackaged);
        return search is not null || (forSecrets && !isPackaged) ? new(kind, search, forSecrets && !isPackaged, _unpacked) : null;
    }
}

/// <summary>An archive that is looked into once it was read.</summary>
/// <param name="kind">What it is.</param>
/// <param name="malware">Looks for malware; null when that is not wanted.</param>
/// <param name="forSecrets">Whether secrets are looked for.</param>
/// <param name="total">What all archives may cost.</param>
internal sealed class OpenedArchive(ArchiveKind kind, ArchivedMalware? malware, bool forSecrets, UnpackingTotal total)
{
    /// <summary>True when secrets are looked for in it.</summary>
    public bool ForSecrets => forSecrets;

    /// <summary>True when the file's content is needed.</summary>
    public bool WantsContent => kind != ArchiveKind.Unreadable;

    /// <summary>Shows the files in it to those who look.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="secrets">Looks for secrets; null when nobody does.</param>
    /// <param name="log">Takes what was not looked at.</param>
    /// <returns>What was learned about malware; null when there is nothing.</returns>
    public FileMalware? Look(ImageFile file, ArchivedSecrets? secrets, IScanLog log)
    {
        var path = file.Path.Value;
        if (kind == ArchiveKind.Unreadable)
        {
            log.Report(new(Problems.ArchiveNotOpened, path, "It is compressed in a way that is not supported."));
            return null;
        }
        using var content = file.OpenStream();
        var walk = new ArchiveWalk([.. new IArchiveVisitor?[] { secrets, malware }.OfType<IArchiveVisitor>()], path, new(file.Size, total));
        walk.Run(content, kind);
        walk.Report(path, log);
        malware?.Report(path, log);
        return malware is null or { Hits.IsEmpty: true, HitsIfForeign.IsEmpty: true } ? null : new() { Hits = malware.Hits, HitsIfForeign = malware.HitsIfForeign };
    }
}
