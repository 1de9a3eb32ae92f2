using System.Formats.Tar;
using System.Text;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Building;

/// <summary>
/// Makes a small image, layer by layer, and writes it in every form that an image can come in:
/// <code>
/// using var archive = TestImage.Alpine()
///     .With("etc/passwd", "root:x:0:0")
///     .Layer("RUN rm /etc/passwd").Without("etc/passwd")
///     .AsDockerArchive();
/// var image = ImageOpener.Open(archive.Path, ...);
/// </code>
/// What is said before the first <see cref="Layer"/> is in layer 0. Entries come from the framework's tar writer, so that our
/// reader is not tested against itself; <see cref="WithRaw"/> and <see cref="RawLayer"/> take bytes no writer would make.
/// </summary>
internal sealed class TestImage
{
    private readonly List<TestLayer> _layers = [];
    private readonly List<TestHistory> _history = [];

    /// <summary>An image with one empty layer.</summary>
    public static TestImage Empty() => new TestImage().Layer("ADD rootfs.tar /");

    /// <summary>An Alpine-like base: os-release through its link, an apk database with two packages, a merged /bin.</summary>
    public static TestImage Alpine(string version = "3.23.1") => new TestImage().Layer("ADD alpine-minirootfs.tar.gz / # buildkit")
        .WithDirectory("etc").WithDirectory("usr").WithDirectory("usr/lib")
        .With("usr/lib/os-release", $"NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID={version}\nPRETTY_NAME=\"Alpine Linux v{version[..version.LastIndexOf('.')]}\"\n")
        .WithSymlink("etc/os-release", "../usr/lib/os-release")
        .With("etc/alpine-release", version + "\n")
        .With("lib/apk/db/installed", ApkEntry("busybox", "1.36.1-r15") + ApkEntry("musl", "1.2.4_git20230717-r4"));

    /// <summary>A Debian-like base: os-release through its link, a dpkg database with one package, /lib and /bin merged into /usr.</summary>
    public static TestImage Debian(string version = "12", string codename = "bookworm") => new TestImage().Layer("/bin/sh -c #(nop) ADD file:0 in / ")
        .WithDirectory("usr").WithDirectory("usr/bin").WithDirectory("usr/lib").WithDirectory("etc")
        .WithSymlink("bin", "usr/bin").WithSymlink("lib", "usr/lib")
        .With("usr/lib/os-release", $"PRETTY_NAME=\"Debian GNU/Linux {version} ({codename})\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"{version}\"\nVERSION_CODENAME={codename}\nID=debian\n")
        .WithSymlink("etc/os-release", "../usr/lib/os-release")
        .With("var/lib/dpkg/status", DpkgEntry("base-files", "12.4+deb12u5"));

    /// <summary>One package as apk records it.</summary>
    public static string ApkEntry(string name, string version) => $"P:{name}\nV:{version}\nA:x86_64\no:{name}\n\n";

    /// <summary>One installed package as dpkg records it.</summary>
    public static string DpkgEntry(string name, string version) =>
        $"Package: {name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: {version}\nDescription: {name}\n\n";

    internal IReadOnlyList<TestLayer> Layers => _layers;

    internal IReadOnlyList<TestHistory> History => _history;

    internal TestImageConfig Settings { get; private set; } = new();

    internal string Reference { get; private set; } = "example/app:1.0";

    internal string Architecture { get; private set; } = "amd64";

    internal string? Variant { get; private set; }

    internal string OperatingSystem { get; private set; } = "linux";

    private TestLayer Top => _layers[^1];

    /// <summary>Starts the next layer; what follows goes into it.</summary>
    /// <param name="createdBy">The text of its history entry.</param>
    public TestImage Layer(string createdBy = "RUN true")
    {
        _layers.Add(new());
        _history.Add(new(createdBy, EmptyLayer: false));
        return this;
    }

    /// <summary>Adds a layer whose tar stream is the given bytes, whatever they are.</summary>
    public TestImage RawLayer(byte[] tar, string createdBy = "RUN raw")
    {
        Layer(createdBy);
        Top.RawTar = tar;
        return this;
    }

    /// <summary>Adds a history entry without a layer, as <c>ENV</c> or <c>CMD</c> leave behind.</summary>
    public TestImage EmptyHistory(string createdBy)
    {
        _history.Add(new(createdBy, EmptyLayer: true));
        return this;
    }

    /// <summary>A regular file with a text, in UTF-8.</summary>
    public TestImage With(string path, string content, UnixFileMode mode = TestEntry.FileMode) => With(path, Encoding.UTF8.GetBytes(content), mode);

    /// <summary>A regular file.</summary>
    public TestImage With(string path, byte[] content, UnixFileMode mode = TestEntry.FileMode) =>
        Add(new(TarEntryType.RegularFile, path) { Content = content, Mode = mode });

    /// <summary>Any entry, with an owner.</summary>
    public TestImage With(TestEntry entry) => Add(entry);

    /// <summary>A directory; parents need not be named.</summary>
    public TestImage WithDirectory(string path, UnixFileMode mode = TestEntry.DirectoryMode) => Add(new(TarEntryType.Directory, path) { Mode = mode });

    /// <summary>A symbolic link.</summary>
    public TestImage WithSymlink(string path, string target) => Add(new(TarEntryType.SymbolicLink, path) { Target = target });

    /// <summary>A hard link to an earlier entry.</summary>
    public TestImage WithHardLink(string path, string target) => Add(new(TarEntryType.HardLink, path) { Target = target });

    /// <summary>A device node, such as <c>/dev/null</c>.</summary>
    public TestImage WithDevice(string path) => Add(new(TarEntryType.CharacterDevice, path));

    /// <summary>A whiteout: the path of a lower layer is gone.</summary>
    public TestImage Without(string path) => Add(new(TarEntryType.RegularFile, Beside(path, ".wh." + path[(path.LastIndexOf('/') + 1)..])));

    /// <summary>An opaque whiteout: what lower layers have in this directory is gone.</summary>
    public TestImage WithOpaque(string directory) => Add(new(TarEntryType.RegularFile, directory.Length == 0 ? ".wh..wh..opq" : directory + "/.wh..wh..opq"));

    /// <summary>Bytes put into the tar stream as they are: a header with its content, padded by the caller.</summary>
    public TestImage WithRaw(byte[] blocks) => Add(new(TarEntryType.RegularFile, "") { Raw = blocks });

    /// <summary>How the layers from here on, the current one included, are compressed where the form compresses layers (not in docker archives).</summary>
    public TestImage Compressed(Compression compression)
    {
        Top.Compression = compression;
        return this;
    }

    /// <summary>The tar dialect of the current layer; pax when nothing is said.</summary>
    public TestImage Format(TarEntryFormat format)
    {
        Top.Format = format;
        return this;
    }

    /// <summary>Makes the config claim another diff id for the current layer than it has.</summary>
    public TestImage WithWrongDiffId()
    {
        Top.WrongDiffId = true;
        return this;
    }

    /// <summary>Makes the manifest claim another digest for the current layer's blob than it has (OCI forms only).</summary>
    public TestImage WithWrongDigest()
    {
        Top.WrongDigest = true;
        return this;
    }

    /// <summary>Leaves the current layer's blob out of what is written.</summary>
    public TestImage WithMissingBlob()
    {
        Top.Missing = true;
        return this;
    }

    /// <summary>Changes the blob of the current layer after compressing it, with digests of the changed bytes: a damaged but correctly signed layer.</summary>
    public TestImage WithBlob(Func<byte[], byte[]> change)
    {
        Top.ChangeBlob = change;
        return this;
    }

    /// <summary>The media type the manifest states for the current layer (OCI forms only); null means the right one.</summary>
    public TestImage WithMediaType(string mediaType)
    {
        Top.MediaType = mediaType;
        return this;
    }

    /// <summary>Sets what the image config says: <c>.Config(c =&gt; c with { User = "app" })</c>.</summary>
    public TestImage Config(Func<TestImageConfig, TestImageConfig> change)
    {
        Settings = change(Settings);
        return this;
    }

    /// <summary>The name and tag recorded in the archive.</summary>
    public TestImage Named(string reference)
    {
        Reference = reference;
        return this;
    }

    /// <summary>The platform of the config, such as <c>linux/arm64/v8</c>; <c>linux/amd64</c> when nothing is said.</summary>
    public TestImage Platform(string platform)
    {
        var parts = platform.Split('/');
        (OperatingSystem, Architecture, Variant) = (parts[0], parts[1], parts.Length > 2 ? parts[2] : null);
        return this;
    }

    /// <summary>Writes what <c>docker save</c> made before version 25: one folder for each layer, plain tar layers.</summary>
    public TestTarget AsDockerArchive(Compression wholeFile = Compression.None) =>
        TestTarget.File("app.docker.tar", TestCompression.Compress(DockerArchiveWriter.Write(this), wholeFile));

    /// <summary>Writes what <c>docker save</c> makes since version 25: an OCI layout and a manifest.json in one tar.</summary>
    public TestTarget AsDocker25Archive(Compression wholeFile = Compression.None) =>
        TestTarget.File("app.tar", TestCompression.Compress(DockerArchiveWriter.WriteWithOciLayout(this), wholeFile));

    /// <summary>Writes an OCI image layout as a tar.</summary>
    public TestTarget AsOciArchive(Compression wholeFile = Compression.None) =>
        TestTarget.File("app.oci.tar", TestCompression.Compress(OciLayoutWriter.Write(this).ToTar(), wholeFile));

    /// <summary>Writes an OCI image layout as a directory.</summary>
    public TestTarget AsOciDirectory() => TestTarget.Directory("app.oci", OciLayoutWriter.Write(this).WriteTo);

    /// <summary>Serves it as a registry does.</summary>
    public TestTarget InRegistry()
    {
        var registry = new FakeRegistry(OciLayoutWriter.Write(this));
        return TestTarget.Served(registry.Image, registry, FakeRegistry.Access);
    }

    /// <summary>Serves it as a Docker engine does.</summary>
    public TestTarget InEngine()
    {
        var engine = new FakeEngine(DockerArchiveWriter.Write(this));
        return TestTarget.Served("docker:example/app:1.0", engine, engine.Access);
    }

    /// <summary>Writes the final file system, all layers merged, as a directory.</summary>
    public TestTarget AsRootFs() => TestTarget.Directory("app.rootfs", folder => ReferenceFileSystem.Of(this).WriteTo(folder));

    private static string Beside(string path, string name) => path.LastIndexOf('/') is var slash and >= 0 ? path[..(slash + 1)] + name : name;

    private TestImage Add(TestEntry entry)
    {
        Top.Entries.Add(entry);
        return this;
    }
}

/// <summary>What a test image's config says, in the shape of the OCI image spec.</summary>
internal sealed record TestImageConfig
{
    public string? User { get; init; }

    public IReadOnlyList<string> Env { get; init; } = ["PATH=/usr/bin:/bin"];

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; } = ["/bin/sh"];

    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    public string? WorkingDir { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string>? Healthcheck { get; init; }

    public IReadOnlyList<string> OnBuild { get; init; } = [];
}

/// <summary>One history entry of a test image.</summary>
internal sealed record TestHistory(string CreatedBy, bool EmptyLayer);
