using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.IO;
using PipelineGuard.IO.Zip;

namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>Walks one Java archive and those nested in it. What cannot be read is reported under the file's name; everything else is still listed.</summary>
/// <param name="file">The file.</param>
/// <param name="damage">Takes the problems.</param>
internal sealed class JavaArchiveWalk(ImagePath file, DamageLog damage)
{
    private readonly List<Package> _packages = [];
    private readonly ArchiveBudget _budget = new();

    // One for each depth: archives of the same depth are read one after the other.
    private readonly FillBuffer[] _memory = [.. Enumerable.Range(0, ArchiveBudget.MaxDepth + 1).Select(_ => new FillBuffer())];
    private readonly List<ImagePath> _unknown = [];
    private bool _isLimitReported;

    /// <summary>All artifacts. Those of nested archives are found in <c>app.jar!/lib/inner.jar</c>, as Java spells such places.</summary>
    public List<Package> Read(Stream archive)
    {
        try
        {
            Read(archive, file, depth: 0);
            ReportUnknown();
            return _packages;
        }
        finally
        {
            foreach (var memory in _memory) memory.Dispose();
        }
    }

    private void Read(Stream archive, ImagePath place, int depth)
    {
        var entries = new List<ZipEntry>();
        if (Open(archive, place, entries) is not { } zip) return;
        try
        {
            var jar = new JarPackages(place, (entry, max) => Content(zip, entry, max, place));
            foreach (var package in jar.Read(entries))
            {
                if (_packages.Count < Plausibility.MaxEntries) _packages.Add(package);
                else Exceeded(place, "There are more artifacts than any application has.");
            }
            if (jar.IsUnknown) _unknown.Add(place);
        }
        finally
        {
            _budget.TakeEntries(entries.Count);
        }
        foreach (var nested in entries.Where(entry => JarEntries.IsArchive(entry.Name))) ReadNested(zip, nested, place, depth + 1);
    }

    // Of a damaged directory, what stands in front of the damage counts.
    private ZipReader? Open(Stream archive, ImagePath place, List<ZipEntry> entries)
    {
        ZipReader? zip = null;
        try
        {
            zip = new(archive);
            if (!_budget.TryTake(zip.DirectoryBytes))
            {
                Exceeded(place, "It holds more than can be looked at.");
                return null;
            }
            if (!zip.Find(JarEntries.Wants, _budget.Entries, entries)) Exceeded(place, "It holds more archives and Maven files than any application has.");
        }
        catch (InvalidDataException broken)
        {
            Damaged(place, broken.Message);
        }
        return zip;
    }

    private byte[]? Content(ZipReader zip, ZipEntry entry, int max, ImagePath place)
    {
        if (!_budget.TryTake(Math.Min(entry.Size, max)))
        {
            Exceeded(place, "It holds more than can be looked at.");
            return null;
        }
        try
        {
            return zip.ReadStart(entry, max);
        }
        catch (InvalidDataException broken)
        {
            Damaged(place, $"'{entry.Name}': {broken.Message}");
            return null;
        }
    }

    private void ReadNested(ZipReader zip, ZipEntry entry, ImagePath outer, int depth)
    {
        if (entry.Size == 0) return;
        if (!ImagePath.TryNormalize($"{outer}!/{entry.Name}", out var place)) place = outer;
        if (depth > ArchiveBudget.MaxDepth) Exceeded(place, $"Archives are nested deeper than {ArchiveBudget.MaxDepth}.");
        else if (ArchiveBudget.IsBomb(entry.StoredSize, entry.Size)) Exceeded(place, $"It unpacks to {entry.Size} bytes, which no archive of {entry.StoredSize} bytes does.");
        else if (!_budget.TryTake(entry.Method == ZipEntry.Stored ? 0 : entry.Size)) Exceeded(place, $"It unpacks to {entry.Size} bytes, more than can be looked at.");
        else Unpack(zip, entry, place, depth);
    }

    private void Unpack(ZipReader zip, ZipEntry entry, ImagePath place, int depth)
    {
        try
        {
            using var content = zip.Open(entry);
            using var archive = content.CanSeek ? content : UnpackedStream.Of(content, entry.Size, _memory[depth]);
            Read(archive, place, depth);
        }
        catch (InvalidDataException broken)
        {
            Damaged(place, broken.Message);
        }
    }

    private void Damaged(ImagePath place, string detail) => damage.Add(line: null, Inside(place, detail));

    private void ReportUnknown()
    {
        const int Shown = 3;
        if (_unknown.Count == 0) return;
        var names = string.Join(", ", _unknown.Take(Shown).Select(place => place == file ? "it" : $"'{place.Value[(file.Value.Length + "!/".Length)..]}' in it"));
        damage.Unlisted(Problems.JavaVersionUnknown, $"Nothing tells the version of {names}{(_unknown.Count > Shown ? $" and {_unknown.Count - Shown} more archives in it" : "")}.");
    }

    // Said once: an archive made to exceed one limit does so many times.
    private void Exceeded(ImagePath place, string detail)
    {
        if (!_isLimitReported) damage.Note(Problems.JavaArchiveTooLarge, Inside(place, detail));
        _isLimitReported = true;
    }

    private string Inside(ImagePath place, string detail) => place == file ? detail : $"'{place.Value[(file.Value.Length + "!/".Length)..]}' in it: {detail}";
}
