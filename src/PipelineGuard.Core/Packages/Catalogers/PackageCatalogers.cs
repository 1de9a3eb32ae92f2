using System.Collections.Immutable;
using PipelineGuard.Packages.Catalogers.Apk;
using PipelineGuard.Packages.Catalogers.Chisel;
using PipelineGuard.Packages.Catalogers.Conda;
using PipelineGuard.Packages.Catalogers.Dart;
using PipelineGuard.Packages.Catalogers.DotNet;
using PipelineGuard.Packages.Catalogers.Dpkg;
using PipelineGuard.Packages.Catalogers.Elixir;
using PipelineGuard.Packages.Catalogers.Go;
using PipelineGuard.Packages.Catalogers.Java;
using PipelineGuard.Packages.Catalogers.Npm;
using PipelineGuard.Packages.Catalogers.Php;
using PipelineGuard.Packages.Catalogers.Programs;
using PipelineGuard.Packages.Catalogers.Python;
using PipelineGuard.Packages.Catalogers.Rpm;
using PipelineGuard.Packages.Catalogers.Ruby;
using PipelineGuard.Packages.Catalogers.Rust;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Everything that reads package files. A new ecosystem is a line here.</summary>
internal static class PackageCatalogers
{
    /// <summary>Readers of operating systems' package databases.</summary>
    public static ImmutableArray<IPackageCataloger> OperatingSystems { get; } =
        [new DpkgCataloger(), new ApkCataloger(), new RpmCataloger(), new RpmManifestCataloger(), new ChiselCataloger()];

    /// <summary>Readers of language packages: their files may belong to a package of the operating system.</summary>
    public static ImmutableArray<IPackageCataloger> Languages { get; } =
        [
            new DepsJsonCataloger(), new RuntimeConfigCataloger(), new SdkCataloger(), new NuGetLockCataloger(), new NuGetAssetsCataloger(), new PackagesConfigCataloger(), new NpmCataloger(), new PythonCataloger(),
            new NpmLockCataloger(), new YarnLockCataloger(), new PnpmLockCataloger(), new BunLockCataloger(),
            new RequirementsCataloger(), new PipfileLockCataloger(), new PythonTomlLockCataloger(),
            new GemCataloger(), new GemfileLockCataloger(), new ComposerCataloger(), new ComposerLockCataloger(),
            new CondaCataloger(), new JavaArchiveCataloger(), new PubLockCataloger(), new MixLockCataloger(), new CargoLockCataloger(), new GoModCataloger(),
        ];

    /// <summary>Readers of programs, recognised by their content.</summary>
    public static ImmutableArray<IBinaryCataloger> Binaries { get; } = [new SingleFileCataloger(), new AssemblyCataloger(), new GoProgramCataloger(), new RustProgramCataloger(), new KnownProgramCataloger()];

    /// <summary>All readers of files with a known name.</summary>
    public static ImmutableArray<IPackageCataloger> All { get; } = [.. OperatingSystems, .. Languages];

    /// <summary>Readers of the lists of installed files.</summary>
    public static ImmutableArray<IOwnerList> OwnerLists { get; } = [new DpkgOwnerList(), new ApkOwnerList(), new RpmOwnerList()];

    /// <summary>True for a file that a language package may be recorded in: one with the name of a record, or a program.</summary>
    public static bool RecordsLanguagePackages(ReadOnlySpan<char> path)
    {
        if (BinaryFormats.MayBeInstalledAt(path)) return true;
        foreach (var cataloger in Languages)
        {
            if (cataloger.Wants(path)) return true;
        }
        return false;
    }
}
