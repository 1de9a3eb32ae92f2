using System.Globalization;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Policy;

namespace PipelineGuard.Packages;

/// <summary>What every cataloger does, shown on the files below <c>Data</c>.</summary>
public sealed class CatalogerContract
{
    public static TheoryData<string, string> Samples => [.. CatalogerSamples.Files()];

    public static TheoryData<string> Names => [.. PackageCatalogers.All.Select(cataloger => cataloger.Name)];

    [Theory, MemberData(nameof(Samples))]
    public void Lists_what_the_file_records_and_reports_the_rest(string cataloger, string file)
    {
        var log = new ProblemList();

        var content = new PackageFileReader().Read(CatalogerSamples.Open(cataloger, file), log);

        KeptText.Same(CatalogerSamples.ExpectedPath(cataloger, file), Describe(content, log));
        Assert.All(content.Packages, package => Assert.StartsWith(CatalogerSamples.PlaceOf(cataloger).Value, package.FoundIn.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_cataloger_class_is_listed_once_under_its_own_name()
    {
        var classes = typeof(IPackageCataloger).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IPackageCataloger)));

        Assert.Equal(classes.Order(TypeNames), PackageCatalogers.All.Select(cataloger => cataloger.GetType()).Order(TypeNames));
        Assert.Equal(CatalogerSamples.Catalogers.Order(), PackageCatalogers.All.Select(cataloger => cataloger.Name).Order());
    }

    [Theory, MemberData(nameof(Names))]
    public void Wants_its_own_files_and_nothing_else(string name)
    {
        var cataloger = Assert.Single(PackageCatalogers.All, cataloger => cataloger.Name == name);

        foreach (var other in CatalogerSamples.Catalogers)
        {
            Assert.Equal(other == name, cataloger.Wants(CatalogerSamples.PlaceOf(other).Value));
        }
        Assert.False(cataloger.Wants("usr/bin/openssl"));
        Assert.False(cataloger.Wants(""));
    }

    [Theory, MemberData(nameof(Names))]
    public void Never_throws_on_random_bytes(string name) =>
        Gen.Byte.Array[0, 400].Sample(bytes => ReadBounded(name, bytes), iter: 2_000);

    [Theory, MemberData(nameof(Samples))]
    public void Never_throws_on_damaged_files(string cataloger, string file)
    {
        var original = CatalogerSamples.Open(cataloger, file).Content.ToArray();
        Gen.Select(Gen.Int[0, original.Length], Gen.Int[0, original.Length], Gen.Byte.Array[0, 8])
            .Sample((cut, at, noise) => ReadBounded(cataloger, Damage(original, cut, at, noise)), iter: 300);
    }

    // A piece is missing and another is overwritten.
    private static byte[] Damage(byte[] original, int cut, int at, byte[] noise)
    {
        byte[] damaged = [.. original.AsSpan(0, Math.Min(cut, at)), .. noise, .. original.AsSpan(Math.Max(cut, at))];
        return damaged;
    }

    private static void ReadBounded(string cataloger, byte[] bytes)
    {
        var log = new ProblemList();
        var content = new PackageFileReader().Read(new(CatalogerSamples.PlaceOf(cataloger), bytes), log);
        Assert.True(log.Problems.Count <= 11);
        Assert.All(content.Packages, package => Assert.False(package.Name.Length == 0 || package.Version.Length == 0));
    }

    // As in the ".expected" files: packages in the order of reports, files owned, problems in the order they were found.
    private static string Describe(CatalogedFile content, ProblemList log)
    {
        var packages = content.Packages.Order(PackageOrder.Instance).Select(Describe);
        var owned = content.Owned.Select(path => $"owns {path}");
        return string.Concat([.. packages.Concat(owned).Concat(log.Problems.Select(Describe)).Select(line => line + "\n")]);
    }

    private static string Describe(Package package)
    {
        var source = package.SourceVersion is { } version ? $"{package.SourceName ?? package.Name}@{version}" : package.SourceName;
        return $"{package.Type} {package.Name} {package.Version}"
            + (package.Architecture is { } architecture ? $" arch={architecture}" : "")
            + (source is null ? "" : $" source={source}")
            + (package.Deployed is { AreNone: true } ? " without files" : "")
            + (package.Request is { } request ? $" asked for, {request.RollForward}" : "")
            + (package.IsSourceKnown ? "" : " source=?")
            + (package.Module is { } module ? $" module={module}" : "")
            + (package.Licenses.IsEmpty ? "" : $" licenses={string.Join(',', package.Licenses)}")
            + (package.FoundIn.Value.IndexOf("!/", StringComparison.Ordinal) is > 0 and var inner ? $" in {package.FoundIn.Value[(inner + 2)..]}" : "")
            + (package.Evidence == PackageEvidence.FileName ? " by its name" : "");
    }

    // "PG3001 7" for line 7.
    private static string Describe(ScanProblem problem)
    {
        int open = problem.Subject.LastIndexOf('(');
        return open < 0 ? problem.Info.Code : string.Create(CultureInfo.InvariantCulture, $"{problem.Info.Code} {problem.Subject[(open + 1)..^1]}");
    }

    private static Comparer<Type> TypeNames { get; } = Comparer<Type>.Create((left, right) => string.CompareOrdinal(left.FullName, right.FullName));
}
