using CsCheck;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.DotNet;

namespace PipelineGuard.Packages.DotNet;

/// <summary>Assemblies that no list names, shown on those that this test runs with: compilers and package authors made them.</summary>
public sealed class AssemblyTests
{
    private readonly ProblemList _log = new();

    public static TheoryData<string> Assemblies => ["NuGet.Versioning", "YamlDotNet", "ZstdSharp", "Newtonsoft.Json", "CsCheck"];

    [Theory, MemberData(nameof(Assemblies))]
    public void Tells_the_version_of_the_package_that_an_assembly_came_from(string assembly)
    {
        var list = Directory.EnumerateFiles(AppContext.BaseDirectory, "PipelineGuard.Core.Tests.deps.json").Single();
        var packages = DepsJsonCataloger.Read(File.ReadAllBytes(list), ImagePath.Of("app/Tests.deps.json"), new DamageLog(ImagePath.Of("app/Tests.deps.json"), _log));
        var expected = packages.Single(package => package.Deployed!.Assemblies.Any(file => file.Name == assembly + ".dll"));

        var found = Assert.Single(Read($"app/{assembly}.dll", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"))));

        Assert.Equal((assembly, expected.Version), (found.Name, found.Version));
        Assert.True(found.IsLooseAssembly && found.Type == PackageType.NuGet && found.Evidence == PackageEvidence.VersionText);
    }

    [Theory]
    [InlineData("13.0.1+ae9fe44e1323e91b", "13.0.1.25517", "13.0.0.0", "13.0.1")]
    [InlineData("8.0.0-rc.1.23419.4+92959931a3", "8.0.23.41904", "8.0.0.0", "8.0.0-rc.1.23419.4")]
    [InlineData("3.1.1-main-999d686d", "3.1.1.0", "2.0.0.0", "3.1.1")]
    [InlineData("3.1.1-dev-02079", "3.1.1.0", "2.0.0.0", "3.1.1-dev-02079")]
    [InlineData("3.1.1-main.7", "3.1.1.0", "2.0.0.0", "3.1.1-main.7")]
    [InlineData("Built by hand", "4.7.2.0", "4.0.0.0", "4.7.2")]
    [InlineData(null, "4.7.2.1", "4.0.0.0", "4.7.2.1")]
    [InlineData(null, null, "4.0.0.0", "4.0.0")]
    [InlineData("0.0.0.0", "0.0.0.0", "1.2.0.0", "1.2.0")]
    [InlineData(null, "4.6.26515.06 built by: SOURCEREL", "4.1.2.0", "4.1.2")]
    [InlineData("0.0.0", null, "0.0.0.0", null)]
    public void Prefers_the_products_version_then_the_files_then_the_assemblys(string? product, string? file, string assembly, string? expected) =>
        Assert.Equal(expected, AssemblyCataloger.VersionOf(new(product, file), Version.Parse(assembly)));

    [Theory]
    [InlineData("app/Shop.dll", true)]
    [InlineData("app/Shop.DLL", true)]
    [InlineData("app/de/Shop.resources.dll", false)]
    [InlineData("usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/System.Text.Json.dll", false)]
    [InlineData("opt/net/shared/Microsoft.NETCore.App/10.0.1/System.Text.Json.dll", false)]
    [InlineData("root/.dotnet/sdk/10.0.100/MSBuild.dll", false)]
    [InlineData("usr/share/dotnet/packs/x/y.dll", false)]
    [InlineData("root/.nuget/packages/newtonsoft.json/13.0.1/lib/net45/Newtonsoft.Json.dll", false)]
    [InlineData("opt/net10/sdk/10.0.401/Microsoft.Build.dll", false)]
    [InlineData("app/sdk/Shop.dll", true)]
    [InlineData("app/dotnet/Shop.dll", true)]
    [InlineData("app/shared/plugins/1/Shop.dll", true)]
    public void Looks_at_assemblies_of_applications_only(string path, bool isWanted)
    {
        Assert.Equal(isWanted, new AssemblyCataloger().Wants(BinaryFormat.Pe, path));
        Assert.False(new AssemblyCataloger().Wants(BinaryFormat.Elf, path));
    }

    [Fact]
    public void Never_throws_on_damaged_assemblies()
    {
        var original = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "NuGet.Versioning.dll"));
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte.Array[1, 16], Gen.Int[0, original.Length]).Sample(
            (at, noise, length) =>
            {
                var bytes = original.ToArray();
                // Most of what can lie stands in the first 4 KB.
                for (int i = 0; i < noise.Length; i++) bytes[((at % 4096) + i) % bytes.Length] = noise[i];
                Read("app/x.dll", at % 2 == 0 ? bytes : bytes[..length]);
            },
            iter: 1_000, threads: 1);
    }

    private List<Package> Read(string path, byte[] bytes) => [.. new AssemblyCataloger().Read(new(new(ImagePath.Of(path), bytes)), new DamageLog(ImagePath.Of(path), _log))];
}
