using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.Java;

namespace PipelineGuard.Packages.Java;

/// <summary>Archives that cannot be listed are not passed over in silence.</summary>
public sealed class UnknownJarTests
{
    private const string Manifest = "META-INF/MANIFEST.MF";
    private static readonly byte[] Nameless = new MadeZip().With(Manifest, "Manifest-Version: 1.0\n").With("Shop.class", "x").ToBytes();

    public static TheoryData<string, byte[], string?> Archives => new()
    {
        { "app/shop.jar", Nameless, "Nothing tells the version of it." },
        { "app/shop-1.2.jar", Nameless, null },
        { "app/shop.jar", new MadeZip().With(Manifest, "Implementation-Version: 1.2\nImplementation-Title: shop\n").ToBytes(), null },
        { "app/shop.war", new MadeZip().With("WEB-INF/lib/a-1.0.jar", Nameless).ToBytes(), null },
        { "app/shop.war", new MadeZip().With("WEB-INF/lib/a.jar", Nameless).With("WEB-INF/lib/b-1.0.jar", Nameless).ToBytes(), "Nothing tells the version of 'WEB-INF/lib/a.jar' in it." },
        {
            "app/shop.war", new MadeZip().With("a.jar", Nameless).With("b.jar", Nameless).With("c.jar", Nameless).With("d.jar", Nameless).With("e.jar", Nameless).ToBytes(),
            "Nothing tells the version of 'a.jar' in it, 'b.jar' in it, 'c.jar' in it and 2 more archives in it."
        },
    };

    [Theory, MemberData(nameof(Archives))]
    public void Names_archives_of_which_nothing_tells_the_version(string path, byte[] archive, string? expected)
    {
        var log = new ProblemList();
        var damage = new DamageLog(ImagePath.Of(path), log);

        _ = new JavaArchiveCataloger().Read(new(ImagePath.Of(path), archive), damage).ToList();

        Assert.Equal(expected, damage.UnlistedPackages?.Detail);
        Assert.True(damage.UnlistedPackages is null || (damage.UnlistedPackages.Info == Problems.JavaVersionUnknown && damage.UnlistedPackages.Info.Effect == ProblemEffect.Note));
        Assert.Empty(log.Problems);
    }
}
