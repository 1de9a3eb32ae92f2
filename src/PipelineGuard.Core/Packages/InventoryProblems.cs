using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Packages;

/// <summary>Says what could not be looked at, so that an image is not taken for clean because nobody understood it.</summary>
internal static class InventoryProblems
{
    private const string WholeImage = "image";
    private const string Bun = "bun";

    // More only repeat what the first ones say.
    private const int MaxApplications = 10;
    private const int MaxArtifacts = 5;

    private static readonly string[] PackageFolders = ["node_modules/", "site-packages/", "dist-packages/"];

    public static void Report(Inventory inventory, IReadOnlyList<LayerFile> files, ForeignContent foreign, IScanLog log)
    {
        ReportMissingFrameworks(inventory, log);
        bool hasUnsupported = ReportUnsupported(inventory, files, log);
        ReportUnmatchedKinds(inventory, log);
        ReportPrograms(inventory, log);
        ReportUnknownGroups(inventory, log);
        var system = inventory.Packages.Where(package => package.Type.IsOperatingSystem).ToList();
        var own = system.Where(package => !ForeignPackages.Includes(package, inventory.Distribution)).ToList();
        var unjudged = system.Except(own).Where(package => !foreign.Judges(package)).ToList();
        if (unjudged.Count > 0) log.Report(FromElsewhere(unjudged));
        if (own.Exists(package => AdvisoryKey.For(package, inventory.Distribution) is null)) log.Report(Unmatched(inventory.Distribution, own));
        else ReportUnknownSources(inventory.Distribution, own, log);
        if (hasUnsupported || system.Count > 0) return;
        if (inventory.Distribution is { } distribution) log.Report(WithoutDatabase(distribution));
        else if (inventory.Packages.IsEmpty) log.Report(Nothing);
    }

    /// <summary>Reports the programs whose packages nobody can list; of many the first few, and how many there are.</summary>
    public static void ReportUnlisted(IEnumerable<LayerFile> programs, IScanLog log)
    {
        foreach (var kind in programs.Where(program => !IsPartOfPackage(program.Path)).Select(program => program.Content.Unlisted!).GroupBy(problem => problem.Info).OrderBy(kind => kind.Key.Code, StringComparer.Ordinal))
        {
            var problems = kind.OrderBy(problem => problem.Subject, StringComparer.Ordinal).ToList();
            foreach (var problem in problems.Take(MaxApplications)) log.Report(problem);
            if (problems.Count > MaxApplications) log.Report(new(kind.Key, WholeImage, $"There are {problems.Count - MaxApplications} more such files."));
        }
    }

    // A program that a language's package brings is known by that package, and advisories name the package.
    private static bool IsPartOfPackage(ImagePath program) =>
        PackageFolders.Any(folder => program.Value.Contains(folder, StringComparison.Ordinal));

    private static void ReportMissingFrameworks(Inventory inventory, IScanLog log)
    {
        var missing = from application in inventory.DotNetApplications
                      from framework in application.Frameworks
                      where framework.RunsOn is null
                      select new ScanProblem(Problems.FrameworkMissing, application.Path, $"It needs {framework.Name} {framework.Requested}, and no version that would do is installed.");
        foreach (var problem in missing.Take(MaxApplications)) log.Report(problem);
    }

    private static ScanProblem Nothing { get; } =
        new(Problems.NothingRecognised, WholeImage, "There is no operating system that names itself and no package of a kind that we know.");

    private static bool ReportUnsupported(Inventory inventory, IReadOnlyList<LayerFile> files, IScanLog log)
    {
        var kinds = from file in files
                    where file.Visible
                    let kind = UnsupportedDatabases.KindOf(file.Path.Value)
                    where kind is not null && !(kind == Bun && IsInstalledBeside(file.Path, inventory))
                    group file.Path by kind into places
                    orderby places.Key
                    select new ScanProblem(Problems.UnsupportedPackages, places.Min().Value, $"It records {places.Key} packages, which were not listed.");
        var problems = kinds.ToList();
        problems.ForEach(log.Report);
        return problems.Exists(problem => !problem.Subject.EndsWith("bun.lockb", StringComparison.Ordinal));
    }

    // What a lock file declares is known from what is installed below its folder.
    private static bool IsInstalledBeside(ImagePath lockFile, Inventory inventory)
    {
        var modules = string.Concat(lockFile.Value.AsSpan(0, lockFile.Value.LastIndexOf('/') + 1), "node_modules/");
        return inventory.Packages.Any(package => package.FoundIn.Value.StartsWith(modules, StringComparison.Ordinal));
    }

    private static void ReportUnmatchedKinds(Inventory inventory, IScanLog log)
    {
        var kinds = inventory.Packages.Where(package => package.Type is { IsOperatingSystem: false, OsvEcosystem: null } && package.Type != PackageType.Program).GroupBy(package => package.Type.DisplayName);
        foreach (var kind in kinds) log.Report(new(Problems.NoAdvisoriesForKind, WholeImage, $"It has {kind.Count()} {kind.Key}, which could not be matched."));
    }

    private static void ReportPrograms(Inventory inventory, IScanLog log)
    {
        var programs = inventory.Packages.Where(package => package.Type == PackageType.Program).Select(package => $"{package.Name} {package.Version}").Distinct().ToList();
        if (programs.Count == 0) return;
        var shown = string.Join(", ", programs.Take(MaxArtifacts)) + (programs.Count > MaxArtifacts ? ", …" : "");
        log.Report(new(Problems.ProgramsNotJudged, WholeImage, $"No package manager installed {shown}."));
    }

    private static void ReportUnknownGroups(Inventory inventory, IScanLog log)
    {
        var names = inventory.Packages.Where(package => package.Type == PackageType.Maven && !package.Name.Contains(':', StringComparison.Ordinal)).Select(package => package.Name).Distinct().ToList();
        if (names.Count == 0) return;
        var shown = string.Join(", ", names.Take(MaxArtifacts)) + (names.Count > MaxArtifacts ? ", …" : "");
        log.Report(new(Problems.JavaGroupUnknown, WholeImage, $"Nothing tells the group of {names.Count} Java {(names.Count == 1 ? "artifact" : "artifacts")}: {shown}."));
    }

    private static void ReportUnknownSources(Distribution? distribution, List<Package> system, IScanLog log)
    {
        var unknown = system.Where(package => !package.IsSourceKnown).ToList();
        if (unknown.Count == 0 || Distributions.Find(distribution) is not { AdvisoriesNameSources: true }) return;
        log.Report(new(Problems.SourceUnknown, unknown.Min(package => package.FoundIn).Value, $"It does not tell the source of {unknown.Count} packages."));
    }

    private static ScanProblem FromElsewhere(IReadOnlyList<Package> packages)
    {
        var names = packages.Select(package => package.Name).Distinct().ToList();
        var builders = packages.Select(package => package.Builder).OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(MaxArtifacts).ToList();
        return new(Problems.ForeignPackages, WholeImage,
            $"{names.Count} {string.Join(" and ", packages.Select(package => package.Type.Purl).Distinct())} {(names.Count == 1 ? "package" : "packages")}{(builders.Count == 0 ? "" : $" (of {string.Join(", ", builders)})")} {(names.Count == 1 ? "does" : "do")} not come from the distribution: {string.Join(", ", names.Take(MaxArtifacts))}{(names.Count > MaxArtifacts ? ", …" : "")}.");
    }

    private static ScanProblem WithoutDatabase(Distribution distribution) =>
        new(Problems.NoPackageDatabase, WholeImage, $"It calls itself '{distribution.PrettyName}', but holds no record of that system's packages.");

    private static ScanProblem Unmatched(Distribution? distribution, List<Package> system)
    {
        var kinds = string.Join(" and ", system.Select(package => package.Type.Purl).Distinct());
        if (distribution is not null && Distributions.Find(distribution) is { OsvEcosystem: null } known && system.TrueForAll(package => known.PackageTypes.Contains(package.Type)))
            return new(Problems.NoAdvisorySource, WholeImage, $"OSV has no advisories of '{distribution.PrettyName}'; its {system.Count} {kinds} packages were not judged.");
        return new(Problems.UnknownDistribution, WholeImage, (distribution, Distributions.Find(distribution)) switch
        {
            (null, _) => $"Its {system.Count} {kinds} packages belong to a system that does not name itself.",
            ({ } named, null) => $"'{named.PrettyName}' ({named.Id}) is not supported; it has {system.Count} {kinds} packages.",
            ({ } named, { } info) when system.Exists(package => !info.PackageTypes.Contains(package.Type)) => $"'{named.PrettyName}' holds {kinds} packages, which are not all its own.",
            ({ } named, _) => $"'{named.PrettyName}' does not tell which release it is; it has {system.Count} {kinds} packages.",
        });
    }
}
