using System.IO.Compression;
using System.Text;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.Rust;

namespace PipelineGuard.Packages.Programs;

public sealed class RustProgramTests
{
    private const string List =
        """
        {"packages":[
          {"name":"memchr","version":"2.7.1","source":"crates.io"},
          {"name":"cc","version":"1.0.83","source":"crates.io","kind":"build"},
          {"name":"shop","version":"0.1.0","source":"local","dependencies":[0,1,3],"root":true},
          {"name":"regex","version":"1.10.2","source":"registry","dependencies":[0,1,99,-1,"x"]}]}
        """;

    private static readonly ImagePath Path = ImagePath.Of("usr/local/bin/shop");
    private readonly ProblemList _log = new();

    [Fact]
    public void Lists_the_crates_that_are_in_the_program()
    {
        var packages = Read(Program(Compressed(List)));

        Assert.Equal(["memchr 2.7.1", "regex 1.10.2"], packages.Select(package => $"{package.Name} {package.Version}"));
        Assert.Equal(["memchr"], packages[1].DependsOn);
        Assert.All(packages, package => Assert.Equal((PackageType.Cargo, Path), (package.Type, package.FoundIn)));
        Assert.Empty(_log.Problems);
    }

    [Fact]
    public void Passes_over_other_programs()
    {
        Assert.Empty(Read(new MadeElf().With(".text", new byte[64]).ToBytes()));
        Assert.Empty(_log.Problems);
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "no zlib data", Program(new byte[64]) },
        { "cut short", Program(Compressed(List)[..40]) },
        { "a dictionary that nobody has", Program([0x78, 0xBB, .. Compressed(List)[2..]]) },
        { "no JSON", Program(Compressed("packages")) },
        { "no object", Program(Compressed("[]")) },
        { "bomb", Program(Compressed(new string(' ', 65 << 20))) },
        { "section larger than any list", Program(new byte[(8 << 20) + 16]) },
        { "deep nesting", Program(Compressed($$"""{"packages":[{{new string('[', 100_000)}}""")) },
    };

    [Theory, MemberData(nameof(Damaged))]
    public void Reports_a_list_that_cannot_be_read(string damage, byte[] bytes)
    {
        Read(bytes);

        var problem = Assert.Single(_log.Problems);
        Assert.True(problem.Info.Effect == ProblemEffect.Incomplete && problem.Subject.StartsWith(Path.Value, StringComparison.Ordinal), damage);
    }

    [Fact]
    public void Never_throws_on_damaged_lists() =>
        Gen.Select(Gen.Int[0, 0x400], Gen.Byte.Array[0, 9], Gen.Bool).Sample(
            (at, noise, inside) =>
            {
                var bytes = inside ? Encoding.UTF8.GetBytes(List) : Program(Compressed(List));
                for (int i = 0; i < noise.Length && at + i < bytes.Length; i++) bytes[at + i] = noise[i];
                Read(inside ? Program(Compressed(bytes)) : bytes);
            },
            iter: 2_000, threads: 1);

    private static byte[] Program(byte[] list) => new MadeElf().With(".dep-v0", list).ToBytes();

    private static byte[] Compressed(string text) => Compressed(Encoding.UTF8.GetBytes(text));

    private static byte[] Compressed(byte[] text)
    {
        var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest)) zlib.Write(text);
        return stream.ToArray();
    }

    private List<Package> Read(byte[] bytes)
    {
        _log.Problems.Clear();
        return [.. new RustProgramCataloger().Read(new(new(Path, bytes)), new DamageLog(Path, _log))];
    }
}
