using System.Diagnostics;
using PipelineGuard.Advisories;

namespace PipelineGuard.Scanning;

/// <summary>Paths of files in checkouts that git itself made.</summary>
public sealed class SourcePathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SourcePathTests()
    {
        Assert.SkipUnless(HasGit(), "git is not installed.");
        Repository("library", "build/Dockerfile");
        Repository("shop", "Dockerfile", "app/Dockerfile");
        Git("shop", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", _folder["library"], "third/modules/library");
        Git("shop", "commit", "-qm", "library");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("shop/Dockerfile", "Dockerfile")]
    [InlineData("shop/app/../app/Dockerfile", "app/Dockerfile")]
    [InlineData("shop/third/modules/library/build/Dockerfile", "third/modules/library/build/Dockerfile")]
    [InlineData("library/build/Dockerfile", "build/Dockerfile")]
    public void Count_from_the_root_of_the_checkout(string file, string path)
    {
        Assert.Equal(path, SourcePath.InRepository(_folder[file]));
        Assert.Equal(Path.GetFullPath(_folder[file]), SourcePath.OnDisk(path, _folder[file]));
    }

    [Fact]
    public void Count_from_the_root_of_a_worktree()
    {
        Git("shop", "worktree", "add", "-q", _folder["tree"]);
        Git("tree", "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init");

        Assert.Equal("app/Dockerfile", SourcePath.InRepository(_folder["tree/app/Dockerfile"]));
        Assert.Equal("third/modules/library/build/Dockerfile", SourcePath.InRepository(_folder["tree/third/modules/library/build/Dockerfile"]));
    }

    [Fact]
    public void Count_from_the_root_of_a_submodule_that_was_taken_out_of_its_checkout()
    {
        Directory.CreateDirectory(_folder["alone"]);
        Directory.Move(_folder["shop/third/modules/library"], _folder["alone/library"]);

        Assert.Equal("build/Dockerfile", SourcePath.InRepository(_folder["alone/library/build/Dockerfile"]));
    }

    [Theory]
    [InlineData("shop", "app/Dockerfile", "app/Dockerfile")]
    [InlineData("shop/app", "Dockerfile", "app/Dockerfile")]
    [InlineData("shop/third/modules/library/build", "Dockerfile", "third/modules/library/build/Dockerfile")]
    public void Are_the_same_behind_a_link(string linked, string file, string path)
    {
        Directory.CreateSymbolicLink(_folder["link"], _folder[linked]);

        Assert.Equal(path, SourcePath.InRepository(Path.Combine(_folder["link"], file)));
    }

    [Fact]
    public void End_where_links_lead_in_a_circle()
    {
        Directory.CreateSymbolicLink(_folder["a"], _folder["b"]);
        Directory.CreateSymbolicLink(_folder["b"], _folder["a"]);

        Assert.Equal("Dockerfile", SourcePath.InRepository(_folder["a/Dockerfile"]));
    }

    private void Repository(string name, params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[$"{name}/{file}"])!);
            File.WriteAllText(_folder[$"{name}/{file}"], "FROM debian\n");
        }
        Git(name, "init", "-q");
        Git(name, "add", ".");
        Git(name, "commit", "-qm", "first");
    }

    private void Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", _folder[folder], "-c", "user.name=A", "-c", "user.email=a@example.com", .. arguments]) { RedirectStandardError = true })!;
        var said = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, said);
    }

    private static bool HasGit() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "git")) || File.Exists(Path.Combine(folder, "git.exe")));
}
