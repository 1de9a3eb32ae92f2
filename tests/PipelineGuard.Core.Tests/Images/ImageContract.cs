using PipelineGuard.Images.Building;
using PipelineGuard.Images.Sources;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>One image in every form it can come in gives the same results.</summary>
public sealed class ImageContract
{
    private static readonly Dictionary<string, (string Kind, Func<TestImage, TestTarget> Write)> Forms = new()
    {
        ["docker-archive"] = ("docker-archive", image => image.AsDockerArchive()),
        ["docker-archive, gzip"] = ("docker-archive", image => image.AsDockerArchive(Compression.Gzip)),
        ["docker-archive, zstd"] = ("docker-archive", image => image.AsDockerArchive(Compression.Zstd)),
        ["docker 25 archive"] = ("docker-archive", image => image.AsDocker25Archive()),
        ["oci-archive"] = ("oci-archive", image => image.AsOciArchive()),
        ["oci-archive, gzip"] = ("oci-archive", image => image.AsOciArchive(Compression.Gzip)),
        ["oci-dir"] = ("oci-dir", image => image.AsOciDirectory()),
        ["registry"] = ("registry", image => image.InRegistry()),
        ["docker engine"] = ("docker", image => image.InEngine()),
    };

    private static readonly string[] Wanted = ["etc/os-release", "usr/lib/os-release", "lib/apk/db/installed", "etc/shadow", "app/a.txt", "app/b.txt", "srv/file"];

    public static TheoryData<string> AllForms => [.. Forms.Keys];

    [Theory, MemberData(nameof(AllForms))]
    public async Task Gives_the_wanted_files_with_their_layer_and_whether_they_are_still_there(string form)
    {
        using var target = Forms[form].Write(Sample());
        using var read = await ReadImage.ReadAsync(target.Path, Wanted.Contains, access: target.Access);

        Assert.Equal(
            [
                "0 etc/shadow hidden root:old", "0 lib/apk/db/installed hidden " + TestImage.ApkEntry("busybox", "1.36.1-r15") + TestImage.ApkEntry("musl", "1.2.4_git20230717-r4"),
                "0 usr/lib/os-release visible NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.23.1\nPRETTY_NAME=\"Alpine Linux v3.23\"\n",
                "1 app/a.txt hidden first", "1 app/b.txt hidden second", "1 lib/apk/db/installed visible P:curl",
                "2 app/b.txt visible second again", "2 srv/file visible linked",
            ],
            read.Files);
        Assert.Empty(read.Log.Problems);
    }

    [Theory, MemberData(nameof(AllForms))]
    public async Task Gives_the_same_layers_and_config(string form)
    {
        using var target = Forms[form].Write(Sample());
        using var read = await ReadImage.ReadAsync(target.Path, _ => false, access: target.Access);

        Assert.Equal(Forms[form].Kind, read.Image.Kind);
        Assert.Equal("app", read.Image.LogicalName);
        Assert.Equal(new Platform("linux", "amd64"), read.Image.Platform);
        Assert.Equal(Sample().Layers.Select(layer => layer.DiffId()), read.Image.Layers.Select(layer => layer.DiffId.ToString()));
        Assert.Equal(["ADD alpine-minirootfs.tar.gz / # buildkit", "RUN apk add curl", "COPY app /app"], read.Image.Layers.Select(layer => layer.History?.CreatedBy));
        Assert.All(read.Contents.Layers, layer => Assert.True(layer.Complete));
        Assert.Equal(Sample().Layers.Select(layer => (long)layer.Tar().Length), read.Contents.Layers.Select(layer => layer.Bytes));
        Assert.Equal("app", read.Image.Config.User);
        Assert.Equal(["/bin/app"], read.Image.Config.Entrypoint);
        Assert.Equal(["443/tcp", "80/tcp"], read.Image.Config.ExposedPorts);
        Assert.Equal("1", read.Image.Config.Labels["a"]);
        Assert.Equal(TimeSpan.FromSeconds(30), read.Image.Config.Healthcheck?.Interval);
    }

    [Theory, MemberData(nameof(AllForms))]
    public async Task Shows_the_file_system_that_a_container_sees(string form)
    {
        using var target = Forms[form].Write(Sample());
        using var read = await ReadImage.ReadAsync(target.Path, _ => false, access: target.Access);

        Assert.Equal(ReferenceFileSystem.Of(Sample()).All().Select(item => item.Path), read.Contents.View.Entries().Select(entry => entry.Path.Value).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(AllForms))]
    public async Task Reads_the_same_from_standard_input(string form)
    {
        if (Forms[form].Kind is TargetName.OciDirectory or TargetName.Registry or TargetName.Docker) return;
        using var target = Forms[form].Write(Sample());
        using var read = await ReadImage.ReadAsync("-", Wanted.Contains, standardInput: new Pipe(File.ReadAllBytes(target.Path)));

        Assert.Equal(8, read.Files.Count);
        Assert.Empty(read.Log.Problems);
    }

    [Fact]
    public async Task A_root_file_system_shows_what_is_visible()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need privileges on Windows.");
        using var target = Sample().AsRootFs();
        using var read = await ReadImage.ReadAsync(target.Path, Wanted.Contains, access: target.Access);

        Assert.Equal("rootfs", read.Image.Kind);
        Assert.Equal(["app/b.txt", "lib/apk/db/installed", "srv/file", "usr/lib/os-release"], read.Contents.Files.Select(file => file.Path.Value));
        Assert.All(read.Contents.Files, file => Assert.True(file.Visible));
        Assert.Empty(read.Log.Problems);
    }

    private static TestImage Sample() => TestImage.Alpine().With("etc/shadow", "root:old").WithDevice("dev/null")
        .EmptyHistory("ENV A=1")
        .Layer("RUN apk add curl").Compressed(Compression.Zstd)
        .With("lib/apk/db/installed", "P:curl").Without("etc/shadow").With("app/a.txt", "first").With("app/b.txt", "second")
        .EmptyHistory("USER app")
        .Layer("COPY app /app").Compressed(Compression.None)
        .WithOpaque("app").With("app/b.txt", "second again").With("opt/real", "linked").WithHardLink("srv/file", "opt/real")
        .EmptyHistory("CMD [\"x\"]")
        .Config(config => config with
        {
            User = "app",
            Entrypoint = ["/bin/app"],
            ExposedPorts = ["80/tcp", "443/tcp"],
            Labels = new Dictionary<string, string> { ["a"] = "1" },
            Healthcheck = ["CMD", "true"],
        });

    /// <summary>A stream that cannot seek and gives few bytes at a time, as a pipe does.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 777)]);
    }
}
