using System.IO.Compression;
using System.Text;
using PipelineGuard.Packages.DotNet;
using PipelineGuard.Packages.Programs;

namespace PipelineGuard.Fuzz;

/// <summary>Programs that tell what they were built from: Go's of both layouts, Rust's, and .NET's single files.</summary>
internal static class MadePrograms
{
    private const string Crates = """{"packages":[{"name":"shop","version":"1.0.0","source":"local","root":true,"dependencies":[1]},{"name":"serde","version":"1.0.1","source":"crates.io","kind":"build"}]}""";
    private const string DepsJson = """{"runtimeTarget":{"name":".NETCoreApp,Version=v10.0"},"targets":{".NETCoreApp,Version=v10.0":{"Shop/1.0.0":{"dependencies":{"Newtonsoft.Json":"13.0.3"}},"Newtonsoft.Json/13.0.3":{"runtime":{"lib/net6.0/Newtonsoft.Json.dll":{}}}}},"libraries":{"Shop/1.0.0":{"type":"project"},"Newtonsoft.Json/13.0.3":{"type":"package"}}}""";
    private const string RuntimeConfig = """{"runtimeOptions":{"tfm":"net10.0","framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"}}}""";

    public static IEnumerable<byte[]> All() =>
    [
        new MadeElf().With(".go.buildinfo", MadeGo.Inline("go1.22.1", MadeGo.Modules)).ToBytes(),
        new MadeElf().With(".go.buildinfo", MadeGo.Pointed("go1.16.1", MadeGo.Modules)).ToBytes(),
        new MadeElf { IsBigEndian = true }.With(".go.buildinfo", MadeGo.Pointed("go1.16.1", MadeGo.Modules, isBigEndian: true)).ToBytes(),
        new MadeElf { HasSections = false }.With(".data", MadeGo.Inline("go1.22.1", MadeGo.Modules)).ToBytes(),
        new MadeElf().With(".dep-v0", Zlib(Encoding.UTF8.GetBytes(Crates))).ToBytes(),
        Bundle(6).ToBytes(),
        Bundle(2).ToBytes(isWindows: true),
    ];

    private static MadeBundle Bundle(uint version) => new MadeBundle { Version = version }
        .With(3, "Shop.deps.json", DepsJson, isCompressed: version >= 6)
        .With(4, "Shop.runtimeconfig.json", RuntimeConfig)
        .With(1, "Newtonsoft.Json.dll", "MZ");

    private static byte[] Zlib(byte[] bytes)
    {
        var result = new MemoryStream();
        using (var zlib = new ZLibStream(result, CompressionLevel.Optimal)) zlib.Write(bytes);
        return result.ToArray();
    }
}
