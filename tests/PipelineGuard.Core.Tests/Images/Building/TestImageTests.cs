using System.Formats.Tar;

namespace PipelineGuard.Images.Building;

/// <summary>The builder is what other tests stand on, so it is tested too, with the framework's own reader.</summary>
public sealed class TestImageTests
{
    [Fact]
    public void Writes_a_docker_archive_that_other_readers_understand()
    {
        using var archive = TestImage.Alpine().With("etc/passwd", "root:x:0:0").Layer().Without("etc/passwd").AsDockerArchive();

        Assert.Equal(["VERSION", "layer.tar", "VERSION", "layer.tar"], Names(archive).Where(name => name.Contains('/')).Select(name => name.Split('/')[1]));
        Assert.Contains("manifest.json", Names(archive));
    }

    [Fact]
    public void Writes_the_merged_tree_as_a_root_file_system()
    {
        using var folder = TestImage.Debian().With("a/b", "1").With("a/c", "2").Layer().Without("a/b").With("lib/x", "3").AsRootFs();

        Assert.Equal(["c"], Directory.GetFileSystemEntries(Path.Combine(folder.Path, "a")).Select(Path.GetFileName));
        Assert.Equal("3", File.ReadAllText(Path.Combine(folder.Path, "usr/lib/x")));
    }

    private static List<string> Names(TestTarget archive)
    {
        using var reader = new TarReader(File.OpenRead(archive.Path));
        var names = new List<string>();
        while (reader.GetNextEntry() is { } entry) names.Add(entry.Name);
        return names;
    }
}
