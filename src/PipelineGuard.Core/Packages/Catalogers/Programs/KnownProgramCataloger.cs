using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers.Programs;

/// <summary>Lists programs that came without a package, such as the <c>node</c> of Node's official image, by the version in their texts.</summary>
internal sealed class KnownProgramCataloger : IBinaryCataloger
{
    public string Name => "known-program";

    public bool Wants(BinaryFormat format, ReadOnlySpan<char> path)
    {
        if (format != BinaryFormat.Elf) return false;
        foreach (var program in KnownPrograms.All)
        {
            if (program.IsNamed(NameOf(path))) return true;
        }
        return false;
    }

    public IReadOnlyList<Package> Read(ProgramFile program, DamageLog damage)
    {
        var packages = new List<Package>();
        foreach (var known in KnownPrograms.All)
        {
            var name = NameOf(program.Path.Value);
            if (!known.IsNamed(name) || known.VersionOf(program.Content, name) is not { } version) continue;
            packages.Add(new(known.Type, known.Name, version) { FoundIn = program.Path, Evidence = PackageEvidence.VersionText });
        }
        return packages;
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> path) => path[(path.LastIndexOf('/') + 1)..];
}
