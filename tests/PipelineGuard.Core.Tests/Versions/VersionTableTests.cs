namespace PipelineGuard.Versions;

public sealed class VersionTableTests
{
    public static TheoryData<string, string, int, string> Rows =>
        [.. VersionSchemes.All.SelectMany(s => VersionTable.Read(s.Name), (s, row) => (s.Name, row.Left, row.Sign, row.Right))];

    public static TheoryData<string> Schemes => [.. VersionSchemes.All.Select(scheme => scheme.Name)];

    [Theory, MemberData(nameof(Rows))]
    public void Orders_as_the_package_manager_does(string scheme, string left, int sign, string right)
    {
        var versions = VersionSchemes.For(scheme);

        Assert.Equal(sign, Math.Sign(versions.Compare(left, right)));
        Assert.Equal(-sign, Math.Sign(versions.Compare(right, left)));
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Every_scheme_has_a_table_that_shows_it(string scheme) => Assert.True(VersionTable.Read(scheme).Count() >= 60);

    [Theory, MemberData(nameof(Schemes))]
    public void Is_found_by_its_name(string scheme) => Assert.Equal(scheme, VersionSchemes.For(scheme).Name);

    [Fact]
    public void Refuses_a_scheme_that_does_not_exist() => Assert.Throws<KeyNotFoundException>(() => VersionSchemes.For("vms"));
}
