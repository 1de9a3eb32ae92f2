using PipelineGuard.Images.Building;

namespace PipelineGuard.Images;

/// <summary>Files behind links are given to the analyser under the name it wanted, and once.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task Finds_a_file_that_only_a_symbolic_link_makes_wanted()
    {
        Assert.Equal(
            ["0 etc/os-release visible ID=x"],
            await Files(TestImage.Empty().With("usr/share/release", "ID=x").WithSymlink("etc/os-release", "../usr/share/release"), "etc/os-release"));
    }

    [Fact]
    public async Task Does_not_give_a_file_twice_when_link_and_target_are_wanted()
    {
        Assert.Equal(
            ["0 usr/lib/os-release visible ID=x"],
            await Files(TestImage.Empty().With("usr/lib/os-release", "ID=x").WithSymlink("etc/os-release", "/usr/lib/os-release"), "etc/os-release", "usr/lib/os-release"));
    }

    [Fact]
    public async Task Follows_a_link_to_a_file_of_another_layer_and_names_that_layer()
    {
        Assert.Equal(
            ["0 etc/os-release visible ID=x"],
            await Files(TestImage.Empty().With("opt/release", "ID=x").Layer().WithSymlink("etc/os-release", "/opt/release"), "etc/os-release"));
    }

    [Fact]
    public async Task Finds_a_file_behind_a_hard_link()
    {
        Assert.Equal(["0 b visible text"], await Files(TestImage.Empty().With("a", "text").WithHardLink("b", "a"), "b"));
    }

    [Fact]
    public async Task A_hard_link_keeps_a_deleted_file_visible()
    {
        Assert.Equal(["0 b visible text"], await Files(TestImage.Empty().With("a", "text").WithHardLink("b", "a").Layer().Without("a"), "a", "b"));
    }

    [Fact]
    public async Task Finds_a_file_through_a_linked_directory()
    {
        Assert.Equal(
            ["0 lib/apk/db/installed visible P:x"],
            await Files(TestImage.Empty().With("usr/lib/apk/db/installed", "P:x").WithSymlink("lib", "usr/lib"), "lib/apk/db/installed"));
    }

    [Fact]
    public async Task Finds_a_file_through_two_linked_directories()
    {
        Assert.Equal(
            ["0 var/lib/dpkg/status visible P"],
            await Files(TestImage.Empty().With("data/state/dpkg/status", "P").WithSymlink("data/var/lib", "../state").WithSymlink("var", "data/var"), "var/lib/dpkg/status"));
    }

    [Fact]
    public async Task An_entry_below_a_linked_directory_of_a_lower_layer_lands_in_its_target()
    {
        var image = TestImage.Empty().WithDirectory("usr/lib").WithSymlink("lib", "usr/lib").Layer().With("lib/os-release", "ID=x");

        Assert.Equal(["1 usr/lib/os-release visible ID=x"], await Files(image, "usr/lib/os-release"));
        Assert.Equal(["1 lib/os-release visible ID=x"], await Files(image, "lib/os-release"));
        Assert.Equal(["1 lib/os-release visible ID=x"], await Files(image, "lib/os-release", "usr/lib/os-release"));
    }

    [Fact]
    public async Task A_replaced_file_stays_known_but_hidden()
    {
        Assert.Equal(["0 a hidden old", "1 a visible new"], await Files(TestImage.Empty().With("a", "old").Layer().With("a", "new"), "a"));
    }

    [Fact]
    public async Task Of_two_entries_with_one_name_the_last_counts()
    {
        Assert.Equal(["0 a hidden first", "0 a visible last"], await Files(TestImage.Empty().With("a", "first").With("a", "last"), "a"));
    }

    [Fact]
    public async Task A_link_that_climbs_above_the_root_stays_inside_the_image()
    {
        Assert.Equal(["0 etc/x visible in"], await Files(TestImage.Empty().With("target", "in").WithSymlink("etc/x", "../../../../target"), "etc/x"));
    }

    [Fact]
    public async Task A_loop_of_links_ends()
    {
        using var target = TestImage.Empty().WithSymlink("a", "b").WithSymlink("b", "a").WithSymlink("self", ".").With("ok", "1").AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, path => path is "a" or "a/c" or "ok");

        Assert.Equal(["0 ok visible 1"], read.Files);
        Assert.False(read.Contents.View.TryFind(ImagePath.Of("a"), out _));
        Assert.Equal("a/c", read.Contents.View.Resolve(ImagePath.Of("a/c")).Value);
    }

    [Fact]
    public async Task An_entry_below_a_loop_of_links_is_refused_aloud()
    {
        using var target = TestImage.Empty().WithSymlink("a", "b").WithSymlink("b", "a").Layer().With("a/c", "1").AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => false);

        Assert.Equal(["PG2008"], read.Log.Codes);
        Assert.False(read.Contents.Layers[1].Complete);
    }

    [Fact]
    public async Task A_hard_link_to_nothing_is_refused_aloud()
    {
        using var target = TestImage.Empty().WithHardLink("a", "not/there").AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => true);

        Assert.Equal(["PG2008"], read.Log.Codes);
        Assert.Empty(read.Files);
    }

    [Theory, InlineData("./"), InlineData("/"), InlineData("a/..")]
    public async Task The_root_itself_is_no_entry_of_the_view(string root)
    {
        using var target = TestImage.Empty().WithRaw(TestTar.Header('5', root)).WithRaw(TestTar.Entry('0', "./etc/x", [65])).AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, path => path is "etc/x");

        Assert.Equal(["etc", "etc/x"], read.Contents.View.Entries().Select(entry => entry.Path.Value));
        Assert.Equal(["0 etc/x visible A"], read.Files);
    }

    [Fact]
    public async Task Resolves_paths_as_far_as_they_are_there()
    {
        using var target = TestImage.Empty().WithDirectory("usr/lib").WithSymlink("lib", "usr/lib").WithSymlink("lib64", "/lib").AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => false);

        Assert.Equal("usr/lib/x/y", read.Contents.View.Resolve(ImagePath.Of("lib64/x/y")).Value);
        Assert.Equal("usr/lib", read.Contents.View.Resolve(ImagePath.Of("lib64")).Value);
        Assert.Equal("", read.Contents.View.Resolve(default).Value);
        Assert.Equal("nowhere/at/all", read.Contents.View.Resolve(ImagePath.Of("nowhere/at/all")).Value);
    }

    [Fact]
    public async Task Linked_directories_that_multiply_names_end_at_the_limit()
    {
        var image = TestImage.Empty();
        for (int i = 0; i < 30; i++) image.WithSymlink($"many/{i}", "/").WithSymlink($"more/{i}", "../many").With($"many/file{i}", "x");
        using var target = image.AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, _ => false, new() { LinkedNames = 500 });

        Assert.Equal(["PG2007"], read.Log.Codes);
    }

    private static async Task<IReadOnlyList<string>> Files(TestImage image, params string[] wanted)
    {
        using var target = image.AsOciDirectory();
        using var read = await ReadImage.ReadAsync(target.Path, wanted.Contains);
        Assert.Empty(read.Log.Problems);
        return read.Files;
    }
}
