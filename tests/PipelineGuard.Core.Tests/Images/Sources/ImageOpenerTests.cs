using System.Text;
using System.Text.Json.Nodes;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

public sealed class ImageOpenerTests
{
    private readonly TestLog _log = new();

    public static TheoryData<string, byte[], string> NoImages => new()
    {
        { "a Dockerfile", "# syntax=docker/dockerfile:1\nFROM alpine\n"u8.ToArray(), "It looks like a Dockerfile." },
        { "JSON", "{\"bomFormat\":\"CycloneDX\"}"u8.ToArray(), "It looks like JSON." },
        { "text", "hello"u8.ToArray(), "It looks like text." },
        { "nothing", [], "It is empty." },
        { "a program", [0x7f, (byte)'E', (byte)'L', (byte)'F', 2], "It looks like a program." },
        { "a zip archive", "PK\u0003\u0004xxxx"u8.ToArray(), "It looks like a zip archive." },
        { "xz", [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "It is compressed with xz, which is not supported." },
        { "some tar", TestTar.WriteFiles([("etc/passwd", [1]), ("usr/x", [2])]), "It is an archive, but not of an image: it starts with etc/passwd, usr/x." },
        { "an empty tar", new byte[1024], "It is an archive with nothing in it." },
        { "gzipped text", TestCompression.Gzip("FROM scratch"u8.ToArray()), "It looks like a Dockerfile." },
    };

    [Theory, MemberData(nameof(NoImages))]
    public void Says_what_a_file_looks_like_that_is_no_image(string what, byte[] content, string expected)
    {
        Assert.NotNull(what);
        using var target = TestTarget.File("image.tar.gz", content);
        var refusal = Refused(target.Path);

        Assert.Equal("PG2002", refusal.Problem.Code);
        Assert.Equal(expected, refusal.Detail);
    }

    [Fact]
    public void A_directory_that_is_no_image_is_refused()
    {
        using var target = TestTarget.Directory("src", folder => File.WriteAllText(Path.Combine(folder, "README.md"), "x"));

        Assert.Equal("PG2002", Refused(target.Path).Problem.Code);
        Assert.Equal("PG2002", Refused("oci-dir:" + target.Path).Problem.Code);
        Assert.Equal("rootfs", Open("rootfs:" + target.Path).Kind);
    }

    [Fact]
    public void What_is_not_there_is_told() => Assert.Equal("PG2001", Refused("./nginx.tar").Problem.Code);

    [Fact]
    public void A_prefix_forces_the_kind()
    {
        using var both = TestImage.Alpine().AsDocker25Archive();
        using var docker = TestImage.Alpine().AsDockerArchive();
        using var folder = TestImage.Alpine().AsOciDirectory();

        Assert.Equal("oci-archive", Open("oci-archive:" + both.Path).Kind);
        Assert.Equal("docker-archive", Open("docker-archive:" + both.Path).Kind);
        Assert.Equal("PG2002", Refused("oci-archive:" + docker.Path).Problem.Code);
        Assert.Equal("PG2002", Refused("oci-dir:" + docker.Path).Problem.Code);
        Assert.Equal("PG2002", Refused("docker-archive:" + folder.Path).Problem.Code);
    }

    private static readonly Dictionary<string, Func<TestImage, byte[]>> DamagedImages = new()
    {
        ["cut short"] = image => Bytes(image.AsDockerArchive())[..^8000],
        ["manifest.json is no JSON"] = _ => TestTar.WriteFiles([("manifest.json", "nope"u8.ToArray())]),
        ["manifest.json lists nothing"] = _ => TestTar.WriteFiles([("manifest.json", "[]"u8.ToArray())]),
        ["manifest.json is an object"] = _ => TestTar.WriteFiles([("manifest.json", "{}"u8.ToArray())]),
        ["manifest.json names no config"] = _ => TestTar.WriteFiles([("manifest.json", "[{}]"u8.ToArray())]),
        ["config is missing"] = _ => TestTar.WriteFiles([("manifest.json", """[{"Config":"x.json","Layers":[]}]"""u8.ToArray())]),
        ["config is on the host"] = _ => TestTar.WriteFiles([("manifest.json", """[{"Config":"../../../../../etc/passwd","Layers":[]}]"""u8.ToArray())]),
        ["JSON is nested too deep"] = _ => TestTar.WriteFiles([("manifest.json", Encoding.UTF8.GetBytes(new string('[', 100) + new string(']', 100)))]),
        ["index names nothing"] = _ => Layout("""{"manifests":[]}"""),
        ["index names a digest that cannot be verified"] = _ => Layout("""{"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha512:00"}]}"""),
        ["index names a path"] = _ => Layout("""{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:../../../../etc/passwd"}]}"""),
        ["manifest is missing"] = _ => Layout($$"""{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{TestLayer.DigestOf([1])}}"}]}"""),
    };

    public static TheoryData<string> Damaged => [.. DamagedImages.Keys];

    [Theory, MemberData(nameof(Damaged))]
    public void Damage_ends_in_one_clear_refusal(string what)
    {
        using var target = TestTarget.File("image.tar", DamagedImages[what](TestImage.Alpine()));

        Assert.Equal("PG2003", Refused(target.Path).Problem.Code);
    }

    [Fact]
    public void A_document_over_the_limit_is_refused()
    {
        using var target = TestImage.Alpine().Config(config => config with { User = new string('x', 10_000) }).AsOciDirectory();

        Assert.Equal("PG2003", Assert.Throws<GuardException>(() => ImageOpener.Open(target.Path, null, new() { ManifestBytes = 5_000 }, _log, TestContext.Current.CancellationToken)).Problem.Code);
    }

    [Fact]
    public void A_layer_named_by_a_path_of_the_host_is_not_there()
    {
        var config = ImageJson.Config(TestImage.Empty());
        using var target = TestTarget.File("image.tar", TestTar.WriteFiles(
        [
            ("c.json", config),
            ("manifest.json", """[{"Config":"c.json","Layers":["../../../../../../etc/passwd"]}]"""u8.ToArray()),
        ]));

        Assert.Equal("Its file '../../../../../../etc/passwd' is not there.", Open(target.Path).Layers[0].Unreadable);
    }

    [Fact]
    public void An_index_that_contains_itself_ends()
    {
        // No index can know its own digest, so the digest is wrong too; that alone must not be what ends it.
        using var target = TestTarget.Directory("loop", folder =>
        {
            var layout = OciLayoutWriter.Write(TestImage.Alpine());
            var name = TestLayer.DigestOf([7]);
            var manifest = JsonNode.Parse(layout.Files.Single(file => file.Path == "index.json").Content)!["manifests"]![0]!.DeepClone();
            var self = new JsonObject { ["mediaType"] = OciLayoutWriter.IndexType, ["digest"] = name, ["size"] = 1 };
            var index = OciLayoutWriter.Index([self, manifest.AsObject()]);
            layout.WriteTo(folder);
            File.WriteAllBytes(Path.Combine(folder, "blobs/sha256", name["sha256:".Length..]), index);
            File.WriteAllBytes(Path.Combine(folder, "index.json"), index);
        });

        Assert.Equal(new Platform("linux", "amd64"), Open(target.Path).Platform);
        Assert.Contains("PG2006", _log.Codes);
    }

    [Fact]
    public void Indexes_nested_too_deep_are_refused()
    {
        using var target = TestTarget.Directory("deep", folder =>
        {
            var layout = OciLayoutWriter.Write(TestImage.Alpine());
            layout.WriteTo(folder);
            var index = layout.Files.Single(file => file.Path == "index.json").Content;
            for (int i = 0; i < 20; i++)
            {
                File.WriteAllBytes(Path.Combine(folder, "blobs/sha256", TestLayer.DigestOf(index)["sha256:".Length..]), index);
                index = OciLayoutWriter.Index([ImageJson.Descriptor(OciLayoutWriter.IndexType, index)]);
            }
            File.WriteAllBytes(Path.Combine(folder, "index.json"), index);
        });

        Assert.Contains("IndexDepth", Refused(target.Path).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux/arm64", "linux/arm64/v8")]
    [InlineData("linux/aarch64", "linux/arm64/v8")]
    [InlineData("linux/arm64/v8", "linux/arm64/v8")]
    [InlineData("linux/s390x", "linux/s390x")]
    public void Takes_the_platform_asked_for(string asked, string expected)
    {
        using var target = MultiPlatform();

        Assert.Equal(expected, Open(target.Path, asked).Platform.ToString());
        Assert.Empty(_log.Problems);
    }

    [Fact]
    public void Takes_this_machines_platform_when_none_is_asked_for_and_says_so()
    {
        using var target = MultiPlatform("linux/s390x", Platform.Host.ToString(), "linux/riscv64");

        Assert.Equal(Platform.Host, Open(target.Path).Platform);
        Assert.Equal(["PG2012"], _log.Codes);
        Assert.StartsWith($"{Platform.Host} was scanned, of ", _log.Problems[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_first_platform_when_this_machines_is_not_there()
    {
        using var target = MultiPlatform("linux/s390x", "linux/riscv64");

        Assert.Equal("linux/s390x", Open(target.Path).Platform.ToString());
    }

    [Theory, InlineData("linux/mips64"), InlineData("windows/amd64"), InlineData("linux/arm64/v9")]
    public void Lists_the_platforms_that_are_there(string asked)
    {
        using var target = MultiPlatform();
        var refusal = Assert.Throws<GuardException>(() => Open(target.Path, asked));

        Assert.Equal("PG2004", refusal.Problem.Code);
        Assert.Equal($"There is no {asked}; there is linux/amd64, linux/arm64/v8, linux/s390x.", refusal.Detail);
    }

    [Fact]
    public void A_single_image_of_another_platform_than_asked_for_is_refused()
    {
        using var oci = TestImage.Alpine().AsOciDirectory();
        using var docker = TestImage.Alpine().AsDockerArchive();

        Assert.Equal("PG2004", Assert.Throws<GuardException>(() => Open(oci.Path, "linux/arm64")).Problem.Code);
        Assert.Equal("PG2004", Assert.Throws<GuardException>(() => Open(docker.Path, "linux/arm64")).Problem.Code);
        Assert.Equal("PG1001", Assert.Throws<GuardException>(() => Open(oci.Path, "arm64")).Problem.Code);
    }

    [Fact]
    public void Platforms_whose_manifest_was_not_saved_are_not_offered()
    {
        using var target = MultiPlatform();
        var layout = OciLayoutWriter.WriteMultiPlatform(TestImage.Alpine(), TestImage.Alpine().Platform("linux/arm64/v8"), TestImage.Alpine().Platform("linux/s390x"));
        var wanted = layout.Files.Single(file => Encoding.UTF8.GetString(file.Content).Contains("\"s390x\"", StringComparison.Ordinal) && file.Content.Length < 1500 && file.Path.StartsWith("blobs", StringComparison.Ordinal) && !Encoding.UTF8.GetString(file.Content).Contains("manifests", StringComparison.Ordinal));
        var manifest = layout.Files.Single(file => Encoding.UTF8.GetString(file.Content).Contains($"\"digest\":\"sha256:{wanted.Path["blobs/sha256/".Length..]}\"", StringComparison.Ordinal));
        File.Delete(Path.Combine(target.Path, manifest.Path));

        Assert.Equal("There is no linux/s390x; there is linux/amd64, linux/arm64/v8.", Assert.Throws<GuardException>(() => Open(target.Path, "linux/s390x")).Detail);
    }

    [Fact]
    public void Windows_images_are_told_apart()
    {
        using var target = TestImage.Empty().Platform("windows/amd64").AsDockerArchive();

        Open(target.Path);
        Assert.Equal(["PG2010"], _log.Problems.Select(problem => problem.Info.Code));
    }

    [Fact]
    public void Of_several_images_the_first_is_read_and_the_others_are_named()
    {
        using var target = TestTarget.File("two.tar", DockerArchiveWriter.Write(TestImage.Alpine().Named("one:1"), TestImage.Debian().Named("two:2")));

        Assert.Equal("one:1", Open(target.Path).Reference);
        Assert.Equal("one:1 was scanned, of one:1, two:2.", Assert.Single(_log.Problems).Detail);
        Assert.Equal("two:2", Open(target.Path + "#two:2").Reference);
        Assert.Equal("two", Open(target.Path + "#two:2").LogicalName);
        Assert.Equal("It holds no image called 'three'; it holds one:1, two:2.", Refused(target.Path + "#three").Detail);
    }

    [Fact]
    public void A_config_that_does_not_match_its_digest_is_told()
    {
        using var target = TestImage.Alpine().AsOciDirectory();
        var config = Directory.GetFiles(Path.Combine(target.Path, "blobs/sha256")).Single(file => File.ReadAllText(file).StartsWith("{\"architecture", StringComparison.Ordinal));
        File.WriteAllText(config, File.ReadAllText(config).Replace("/bin/sh", "/bin/ss", StringComparison.Ordinal));

        Open(target.Path);
        Assert.Equal(["PG2006"], _log.Codes);
    }

    [Fact]
    public void Two_descriptions_of_different_images_in_one_archive_are_told()
    {
        var layout = OciLayoutWriter.Write(TestImage.Alpine());
        var other = ImageJson.Config(TestImage.Debian());
        var path = "blobs/sha256/" + layout.AddBlob(other)["sha256:".Length..];
        layout.AddFile("manifest.json", ImageJson.Bytes(new JsonArray(new JsonObject { ["Config"] = path, ["Layers"] = new JsonArray() })));
        using var target = TestTarget.File("image.tar", layout.ToTar());

        Open(target.Path);
        Assert.Equal(["PG2006"], _log.Codes);
    }

    [Fact]
    public void Layers_shared_through_links_inside_an_archive_are_found()
    {
        var image = TestImage.Empty().With("a", "1");
        var config = ImageJson.Config(image);
        using var target = TestTarget.File("image.tar", TestTar.Write(
        [
            new(System.Formats.Tar.TarEntryType.RegularFile, "one/layer.tar") { Content = image.Layers[0].Tar() },
            new(System.Formats.Tar.TarEntryType.SymbolicLink, "two/layer.tar") { Target = "../one/layer.tar" },
            new(System.Formats.Tar.TarEntryType.RegularFile, "./c.json") { Content = config },
            new(System.Formats.Tar.TarEntryType.RegularFile, "manifest.json") { Content = """[{"Config":"c.json","Layers":["two/layer.tar"]}]"""u8.ToArray() },
        ]));

        Assert.Null(Open(target.Path).Layers[0].Unreadable);
    }

    [Theory]
    [InlineData("/tmp/x/shop.tar", "shop")]
    [InlineData("docker-archive:shop.docker.tar.gz", "shop")]
    [InlineData("shop.oci", "shop")]
    [InlineData("./out/shop-1.2/", "shop-1.2")]
    public void Names_a_target_without_folder_and_extension(string target, string expected) => Assert.Equal(expected, TargetName.Parse(target).Logical("other:1"));

    [Theory, InlineData("registry:5000/team/shop:1.0@sha256:00", "shop"), InlineData("shop", "shop"), InlineData(null, "stdin")]
    public void Names_standard_input_after_the_image(string? recorded, string expected) => Assert.Equal(expected, TargetName.Parse("-").Logical(recorded));

    [Theory]
    [InlineData(@"C:\images\app", true)]
    [InlineData("C:/images/app", true)]
    [InlineData(@"\\server\share\app", true)]
    [InlineData(@"..\app", true)]
    [InlineData("c:5000/app", false)]
    [InlineData("nginx:1.27", false)]
    public void A_path_of_Windows_is_no_image_of_a_registry(string target, bool isFile) => Assert.Equal(isFile, TargetName.Parse(target).LooksLikeFile);

    [Fact]
    public void A_bomb_that_is_compressed_as_a_whole_is_refused()
    {
        using var target = TestTarget.File("bomb.tar.gz", TestCompression.Gzip([.. TestTar.Header('0', "x", size: 50 << 20), .. new byte[50 << 20]]));

        var refusal = Assert.Throws<GuardException>(() => ImageOpener.Open(target.Path, null, new() { ExpansionFloor = 1 << 20, ExpansionRatio = 20 }, _log, TestContext.Current.CancellationToken));
        Assert.Contains("ExpansionRatio", refusal.Detail, StringComparison.Ordinal);
    }

    private static TestTarget MultiPlatform(params string[] platforms)
    {
        if (platforms.Length == 0) platforms = ["linux/amd64", "linux/arm64/v8", "linux/s390x"];
        return TestTarget.Directory("multi", folder => OciLayoutWriter.WriteMultiPlatform([.. platforms.Select(platform => TestImage.Alpine().Platform(platform))]).WriteTo(folder));
    }

    private static byte[] Layout(string index) => TestTar.WriteFiles([("oci-layout", "{}"u8.ToArray()), ("index.json", Encoding.UTF8.GetBytes(index))]);

    private static byte[] Bytes(TestTarget target)
    {
        using (target) return File.ReadAllBytes(target.Path);
    }

    [Fact]
    public void Text_that_is_broken_counts_as_absent_as_engines_start_such_an_image()
    {
        byte[] config = [.. "{\"config\":{\"User\":\"a"u8, 0xC3, 0x28, .. "\",\"WorkingDir\":\"\\ud800\",\"Env\":[\"\\udc00\",\"A=b\"],\"Labels\":{\"\\ud800\":\"x\",\"a\":\"b\"}}}"u8];
        using var target = TestTarget.File("image.tar", TestTar.WriteFiles([("manifest.json", """[{"Config":"config.json","Layers":[]}]"""u8.ToArray()), ("config.json", config)]));
        using var image = Open(target.Path);

        Assert.Equal("a\uFFFD(", image.Config.User);
        Assert.Null(image.Config.WorkingDir);
        Assert.Equal(["A=b"], image.Config.Env);
        Assert.Equal("b", Assert.Single(image.Config.Labels).Value);
    }

    private GuardException Refused(string target) => Assert.Throws<GuardException>(() => Open(target));

    // Nothing reads layers here, so the archive can be closed at once.
    private Image Open(string target, string? platform = null)
    {
        var image = ImageOpener.Open(target, platform, ReadLimits.Default, _log, TestContext.Current.CancellationToken);
        image.Dispose();
        return image;
    }
}
