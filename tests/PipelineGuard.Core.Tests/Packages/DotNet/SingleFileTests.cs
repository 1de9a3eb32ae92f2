using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.DotNet;

namespace PipelineGuard.Packages.DotNet;

public sealed class SingleFileTests
{
    private const byte Assembly = 1, DepsJson = 3, RuntimeConfigJson = 4;
    private const string Deps = """{"targets":{"t":{"Newtonsoft.Json/13.0.1":{"runtime":{"lib/Newtonsoft.Json.dll":{}}}}},"libraries":{"Newtonsoft.Json/13.0.1":{"type":"package"}}}""";
    private const string Config = """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"}}}""";
    private static readonly ImagePath Path = ImagePath.Of("app/shop");
    private readonly ProblemList _log = new();

    public static TheoryData<uint, bool, bool> Layouts => [.. from version in new uint[] { 1, 2, 6 } from windows in new[] { false, true } from compressed in new[] { false, true } where version == 6 || !compressed select (version, windows, compressed)];

    [Theory, MemberData(nameof(Layouts))]
    public void Lists_what_an_application_in_a_single_file_holds(uint version, bool isWindows, bool isCompressed)
    {
        var bytes = new MadeBundle { Version = version }.With(Assembly, "shop.dll", "MZ").With(DepsJson, "shop.deps.json", Deps, isCompressed).With(RuntimeConfigJson, "shop.runtimeconfig.json", Config, isCompressed).ToBytes(isWindows);

        Assert.Equal(["Newtonsoft.Json 13.0.1", "Microsoft.NETCore.App 10.0.0"], Read(bytes).Select(package => $"{package.Name} {package.Version}"));
        Assert.Empty(_log.Problems);
    }

    [Fact]
    public void Passes_over_a_host_without_a_bundle()
    {
        Assert.Empty(Read(new MadeBundle { ListOffset = 0 }.ToBytes()));
        Assert.Empty(_log.Problems);
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "list behind the end", Bundle(new() { ListOffset = long.MaxValue }) },
        { "negative offset of the list", Bundle(new() { ListOffset = -5 }) },
        { "list in the last byte", Bundle(new() { ListOffset = Bundle(new()).Length - 1 }) },
        { "list in the host", Bundle(new() { ListOffset = 4 }) },
        { "unknown version", Bundle(new() { Version = 7 }) },
        { "huge count", Bundle(new() { Count = int.MaxValue }) },
        { "negative count", Bundle(new() { Count = -1 }) },
        { "more files than there are", Bundle(new() { Count = 3 }) },
        { "file behind the end", Bundle(new() { FileOffset = 1L << 40 }) },
        { "negative file offset", Bundle(new() { FileOffset = -1 }) },
        { "sum overflows", Bundle(new() { FileOffset = 0x300, FileSize = long.MaxValue }) },
        { "no deflate data", Bundle(new() { FileOffset = 0x300 }, isCompressed: true) },
        { "lying uncompressed size", Bundle(new() { FileSize = 60 << 20 }, isCompressed: true) },
        { "bomb", Bundle(new() { FileSize = 1L << 32 }, isCompressed: true) },
    };

    [Theory, MemberData(nameof(Damaged))]
    public void Reports_a_bundle_that_cannot_be_read(string damage, byte[] bytes)
    {
        Read(bytes);

        var problem = Assert.Single(_log.Problems);
        Assert.True(problem.Info.Effect == ProblemEffect.Incomplete && problem.Subject == Path.Value, damage);
    }

    [Fact]
    public void Never_throws_on_damaged_programs()
    {
        byte[][] originals = [Bundle(new()), Bundle(new(), isCompressed: true), new MadeBundle().With(DepsJson, "a", Deps).ToBytes(isWindows: true)];
        Gen.Select(Gen.OneOfConst(originals), Gen.Int[0, 0x700], Gen.Byte.Array[0, 9], Gen.Int[0, 0x700]).Sample(
            (original, at, noise, cut) =>
            {
                var bytes = original.ToArray();
                for (int i = 0; i < noise.Length && at + i < bytes.Length; i++) bytes[at + i] = noise[i];
                Read(cut % 7 == 0 ? bytes[..Math.Min(cut, bytes.Length)] : bytes);
            },
            iter: 3_000, threads: 1);
    }

    [Fact]
    public void Says_that_the_packages_of_a_native_application_are_unknown()
    {
        var damage = new DamageLog(Path, _log);
        Assert.Empty(new SingleFileCataloger().Read(new(new(Path, Program("__managedcode", "__modules"))), damage));

        Assert.Equal((Problems.NativeAot, ProblemEffect.Note), (damage.UnlistedPackages!.Info, damage.UnlistedPackages.Info.Effect));
        Assert.Empty(_log.Problems);
    }

    [Fact]
    public void Takes_no_other_program_for_a_native_application()
    {
        var damage = new DamageLog(Path, _log);
        Assert.Empty(new SingleFileCataloger().Read(new(new(Path, Program(".text", "__modules"))), damage));

        Assert.Null(damage.UnlistedPackages);
    }

    private static byte[] Bundle(MadeBundle bundle, bool isCompressed = false) => bundle.With(DepsJson, "shop.deps.json", Deps, isCompressed).ToBytes();

    private List<Package> Read(byte[] bytes)
    {
        _log.Problems.Clear();
        return [.. new SingleFileCataloger().Read(new(new(Path, bytes)), new DamageLog(Path, _log))];
    }

    // An ELF file with nothing but section headers; the last one holds the names.
    private static byte[] Program(params string[] names)
    {
        var texts = "\0" + string.Concat(names.Select(name => name + "\0"));
        var bytes = new byte[64 + ((names.Length + 1) * 64) + texts.Length];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(bytes, 0);
        BitConverter.GetBytes(64L).CopyTo(bytes, 40);
        BitConverter.GetBytes((short)64).CopyTo(bytes, 58);
        BitConverter.GetBytes((short)(names.Length + 1)).CopyTo(bytes, 60);
        BitConverter.GetBytes((short)names.Length).CopyTo(bytes, 62);
        int at = 64;
        foreach (var name in names)
        {
            BitConverter.GetBytes(texts.IndexOf(name, StringComparison.Ordinal)).CopyTo(bytes, at);
            bytes[at + 4] = 1;
            at += 64;
        }
        BitConverter.GetBytes((long)(bytes.Length - texts.Length)).CopyTo(bytes, at + 24);
        BitConverter.GetBytes((long)texts.Length).CopyTo(bytes, at + 32);
        System.Text.Encoding.ASCII.GetBytes(texts).CopyTo(bytes, bytes.Length - texts.Length);
        return bytes;
    }
}
