using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers.Go;

/// <summary>Lists the modules that a Go program was built from, Go's own library in it as <c>stdlib</c>, and Go itself as <c>toolchain</c>.</summary>
internal sealed class GoProgramCataloger : IBinaryCataloger
{
    // Of Go's tools the one that runs all others; Go's vulnerability database calls them "toolchain" together.
    private const string GoCommand = "cmd/go";

    public string Name => "go-program";

    // A .dll is nearly always a .NET assembly.
    public bool Wants(BinaryFormat format, ReadOnlySpan<char> path) => format != BinaryFormat.Pe || !path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<Package> Read(ProgramFile program, DamageLog damage)
    {
        try
        {
            if (GoBuildInfo.Read(program.Content, program.Parts) is { GoVersion.Length: > 0 } info) return Packages(info, program.Path, damage);
            if (GoBuildInfo.IsGo(program.Parts)) damage.Unlisted(Problems.GoModulesUnknown, "It is a Go program without build information: neither its modules nor the version of Go can be seen.");
        }
        catch (InvalidDataException broken)
        {
            damage.Unlisted(Problems.GoModulesUnknown, $"It is a Go program whose modules cannot be read: {broken.Message}");
        }
        return [];
    }

    private static List<Package> Packages(GoBuildInfo info, ImagePath path, DamageLog damage)
    {
        var modules = GoModules.Parse(info.Modules);
        if (modules.AreUnknown) damage.Unlisted(Problems.GoModulesUnknown, "It is a Go program that does not list its modules; only the version of Go is known.");
        return
        [
            new(PackageType.Go, "stdlib", GoRelease.Of(info.GoVersion)) { FoundIn = path },
            .. modules.Program == GoCommand ? [new Package(PackageType.Go, "toolchain", GoRelease.Of(info.GoVersion)) { FoundIn = path }] : ImmutableArray<Package>.Empty,
            .. modules.All.Where(module => module.IsReleased).Select(module => new Package(PackageType.Go, module.Path, module.Version) { FoundIn = path }),
        ];
    }
}
