using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.Go;

namespace PipelineGuard.Packages.Programs;

public sealed class GoProgramTests
{
    private static readonly ImagePath Path = ImagePath.Of("app/shop");
    private static readonly string[] Listed = ["stdlib 1.19.8", "example.org/alpha v1.2.3", "example.org/delta v0.9.1", "example.org/gamma v2.0.0+incompatible"];
    private readonly ProblemList _log = new();
    private ScanProblem? _unlisted;

    public static TheoryData<string, byte[]> Programs => new()
    {
        { "texts behind the header", Elf(MadeGo.Inline("go1.19.8", MadeGo.Modules)) },
        { "texts at addresses", Elf(MadeGo.Pointed("go1.19.8", MadeGo.Modules)) },
        { "most significant byte first", new MadeElf { IsBigEndian = true }.With(".go.buildinfo", MadeGo.Pointed("go1.19.8", MadeGo.Modules, isBigEndian: true)).ToBytes() },
        { "no sections", new MadeElf { HasSections = false }.With("", new byte[160]).With("", MadeGo.Inline("go1.19.8", MadeGo.Modules)).ToBytes() },
        { "the mark at another place first", new MadeElf { HasSections = false }.With("", [1, .. MadeGo.Inline("go1.2", "")]).With("", MadeGo.Inline("go1.19.8", MadeGo.Modules)).ToBytes() },
    };

    [Theory, MemberData(nameof(Programs))]
    public void Lists_the_modules_and_the_library_of_Go(string form, byte[] bytes)
    {
        Assert.True(Listed.SequenceEqual(Read(bytes)), form);
        Assert.Null(_unlisted);
        Assert.Empty(_log.Problems);
    }

    [Theory]
    [InlineData("go1.22.3", "1.22.3")]
    [InlineData("go1.22rc1", "1.22rc1")]
    [InlineData("go1.22.3 X:boringcrypto", "1.22.3")]
    [InlineData("go1.22.9 (Red Hat 1.22.9-1.el9_5)", "1.22.9")]
    [InlineData("go1.21.4-custom", "1.21.4")]
    [InlineData("devel go1.24-abcdef0 Tue", "1.24-devel")]
    [InlineData("go1.26-devel_abcdef0", "1.26-devel")]
    [InlineData("devel +abcdef0", "devel +abcdef0")]
    public void Names_Go_as_advisories_do(string version, string expected) => Assert.Equal([$"stdlib {expected}"], Read(Elf(MadeGo.Inline(version, "path\tcommand-line-arguments\n"))));

    [Fact]
    public void Lists_the_main_module_when_it_has_a_version() =>
        Assert.Contains("example.org/shop v1.0.0", Read(Elf(MadeGo.Inline("go1.24.0", "path\texample.org/shop\nmod\texample.org/shop\tv1.0.0\th1:A=\n"))));

    public static TheoryData<string, byte[]> Unknown => new()
    {
        { "built without modules", Elf(MadeGo.Inline("go1.19.8", "path\tgithub.com/docker/cli\nbuild\t-compiler=gc\n")) },
        { "no list", Elf(MadeGo.Inline("go1.19.8", "")) },
        { "build information removed", new MadeElf().With(".gopclntab", new byte[16]).ToBytes() },
        { "section without the mark", new MadeElf().With(".go.buildinfo", new byte[64]).With(".gopclntab", new byte[16]).ToBytes() },
        { "version emptied", new MadeElf().With(".go.buildinfo", MadeGo.Inline("", "")).With(".gopclntab", new byte[16]).ToBytes() },
        { "addresses that the loader fills in", Elf(Changed(MadeGo.Pointed("go1.15", MadeGo.Modules), 32, 0)) },
        { "address outside", Elf(Changed(MadeGo.Pointed("go1.15", MadeGo.Modules), 16, 0x7FFF_FFFF_FFFF_FFFF)) },
        { "lying length", Elf(Changed(MadeGo.Pointed("go1.15", MadeGo.Modules), 56, ulong.MaxValue)) },
        { "length that overflows", Elf(Changed(MadeGo.Pointed("go1.15", MadeGo.Modules), 40, ulong.MaxValue - 1)) },
        { "addresses of no length", Elf([.. MadeGo.Pointed("go1.15", "")[..14], 7, 0, .. new byte[64]]) },
        { "longer than the file", Elf([.. MadeGo.Inline("", "")[..32], 0xFF, 0x7F, 1, 2]) },
        { "length without end", Elf([.. MadeGo.Inline("", "")[..32], 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) },
    };

    [Theory, MemberData(nameof(Unknown))]
    public void Says_when_the_modules_are_unknown(string reason, byte[] bytes)
    {
        Read(bytes);

        Assert.True(_unlisted is { Info.Code: "PG3033", Info.Effect: ProblemEffect.Incomplete }, reason);
    }

    [Fact]
    public void Passes_over_other_programs()
    {
        Assert.Empty(Read(new MadeElf().With(".text", new byte[64]).With(".data", new byte[64]).ToBytes()));
        Assert.Null(_unlisted);
    }

    [Fact]
    public void Reads_no_more_than_a_part_of_a_section_that_claims_all()
    {
        Assert.Empty(Read(new MadeElf { SectionSize = ulong.MaxValue / 2 }.With(".go.buildinfo", new byte[64]).ToBytes()));
        Assert.Null(_unlisted);
    }

    [Fact]
    public void Never_throws_on_damaged_programs()
    {
        var originals = Programs.Select(row => row.Data.Item2).ToArray();
        Gen.Select(Gen.OneOfConst(originals), Gen.Int[0, 0x500], Gen.Byte.Array[0, 9], Gen.Int[0, 0x700]).Sample(
            (original, at, noise, cut) =>
            {
                var bytes = original.ToArray();
                for (int i = 0; i < noise.Length && at + i < bytes.Length; i++) bytes[at + i] = noise[i];
                Read(cut % 7 == 0 ? bytes[..Math.Min(cut, bytes.Length)] : bytes);
            },
            iter: 3_000, threads: 1);
    }

    private static byte[] Elf(byte[] buildInfo) => new MadeElf().With(".go.buildinfo", buildInfo).ToBytes();

    private static byte[] Changed(byte[] bytes, int at, ulong value)
    {
        BitConverter.GetBytes(value).CopyTo(bytes, at);
        return bytes;
    }

    private List<string> Read(byte[] bytes)
    {
        _log.Problems.Clear();
        var damage = new DamageLog(Path, _log);
        var packages = new GoProgramCataloger().Read(new(new(Path, bytes)), damage).ToList();
        _unlisted = damage.UnlistedPackages;
        return [.. packages.Select(package => $"{package.Name} {package.Version}")];
    }
}
