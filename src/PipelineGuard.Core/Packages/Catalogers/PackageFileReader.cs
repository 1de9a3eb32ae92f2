using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Reads every file that tells about packages: package databases, language packages, os-release and lists of installed files.</summary>
internal sealed class PackageFileReader
{
    private readonly ImmutableArray<IPackageCataloger> _catalogers = PackageCatalogers.All;
    private readonly ImmutableArray<IBinaryCataloger> _binaries = PackageCatalogers.Binaries;
    private readonly ImmutableArray<IOwnerList> _ownerLists = PackageCatalogers.OwnerLists;

    /// <summary>True for a file that is to be read, by its name or by its first bytes.</summary>
    public bool WantsContent(in FileFacts facts, ReadOnlySpan<byte> head) => (facts.IsNamed && WantsName(facts.Path)) || FormatOf(facts, head) is not null;

    /// <summary>True for a file that counts because of its name. Called for every file of every layer; allocates nothing.</summary>
    public bool WantsName(ImagePath path)
    {
        ReadOnlySpan<char> text = path.Value;
        if (DistributionFiles.Wants(text) || UnsupportedDatabases.KindOf(text) is not null) return true;
        foreach (var cataloger in _catalogers)
        {
            if (cataloger.Wants(text)) return true;
        }
        foreach (var list in _ownerLists)
        {
            if (list.Wants(text)) return true;
        }
        return false;
    }

    /// <summary>
    /// Reads one wanted file; safe to call from several threads. Damage is reported as PG3001 and what could be read is returned. Of a
    /// database that we cannot read yet nothing is returned: <see cref="InventoryBuilder"/> says so if it is there at the end.
    /// </summary>
    public CatalogedFile Read(ImageFile file, IScanLog log)
    {
        var damage = new DamageLog(file.Path, log);
        var distribution = DistributionFiles.Wants(file.Path.Value) ? DistributionFiles.Read(file) : null;
        var packages = Packages(file, damage);
        return new(packages, Owned(file), distribution) { Unlisted = damage.UnlistedPackages };
    }

    private ImmutableArray<Package> Packages(ImageFile file, DamageLog damage)
    {
        var packages = ImmutableArray.CreateBuilder<Package>();
        foreach (var cataloger in _catalogers)
        {
            if (!cataloger.Wants(file.Path.Value)) continue;
            Add(packages, cataloger.Read(file, damage), damage);
            if (packages.Count == 0 && !damage.HasReports && IsNoText(file)) damage.Add(line: null, "It is no text, or in an encoding that is not read.");
        }
        if (!_binaries.IsEmpty && BinaryFormats.MayBe(file.Facts)) AddOfProgram(packages, file, damage);
        return packages.ToImmutable();
    }

    // Archives and databases tell of their damage themselves.
    private static bool IsNoText(ImageFile file) => LockFilePath.IsText(file.Path.Value) && file.Content.Span.Contains((byte)0);

    private void AddOfProgram(ImmutableArray<Package>.Builder packages, ImageFile file, DamageLog damage)
    {
        using var program = new ProgramFile(file);
        if (FormatOf(program.Content) is not { } format) return;
        foreach (var cataloger in _binaries)
        {
            if (cataloger.Wants(format, file.Path.Value)) Add(packages, cataloger.Read(program, damage), damage);
        }
    }

    private static void Add(ImmutableArray<Package>.Builder packages, IEnumerable<Package> found, DamageLog damage)
    {
        foreach (var package in found)
        {
            if (Plausibility.Accepts(package)) packages.Add(package);
            else damage.Add(line: null, "A package's name or version is too long or holds control characters.");
        }
    }

    private static BinaryFormat? FormatOf(Stream stream)
    {
        Span<byte> head = stackalloc byte[4];
        return BinaryFormats.Recognize(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }

    private BinaryFormat? FormatOf(in FileFacts facts, ReadOnlySpan<byte> head)
    {
        if (_binaries.IsEmpty || !BinaryFormats.MayBe(facts) || BinaryFormats.Recognize(head) is not { } format) return null;
        foreach (var cataloger in _binaries)
        {
            if (cataloger.Wants(format, facts.Path.Value)) return format;
        }
        return null;
    }

    private ImmutableArray<ImagePath> Owned(ImageFile file)
    {
        var owned = ImmutableArray.CreateBuilder<ImagePath>();
        foreach (var list in _ownerLists)
        {
            if (list.Wants(file.Path.Value)) owned.AddRange(list.Read(file, PackageCatalogers.RecordsLanguagePackages));
        }
        return owned.ToImmutable();
    }
}
