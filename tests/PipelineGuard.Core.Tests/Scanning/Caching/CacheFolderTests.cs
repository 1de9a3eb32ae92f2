using System.Globalization;
using PipelineGuard.Advisories;
using PipelineGuard.IO;

namespace PipelineGuard.Scanning.Caching;

/// <summary>A folder that many versions and processes share stays as small as promised.</summary>
public sealed class CacheFolderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private int _hours;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_back_what_was_put_in()
    {
        Open("1", 1000).Write(Key(1), [1, 2, 3]);

        Assert.Equal([1, 2, 3], Open("1", 1000).Read(Key(1)));
        Assert.Null(Open("1", 1000).Read(Key(2)));
    }

    [Fact]
    public void What_another_version_learned_is_not_used()
    {
        Open("1", 1000).Write(Key(1), [1]);

        Assert.Null(Open("2", 1000).Read(Key(1)));
    }

    [Fact]
    public void Stays_below_its_size_and_forgets_first_what_was_not_used_for_the_longest_time()
    {
        for (int i = 0; i < 10; i++) Open("1", 1000).Write(Key(i), new byte[300]);
        Assert.Equal([7, 8, 9], Known("1"));

        Assert.NotNull(Open("1", 1000).Read(Key(7)));
        Open("1", 1000).Write(Key(10), new byte[300]);

        Assert.Equal([7, 9, 10], Known("1"));
        Assert.True(Bytes() <= 1000);
    }

    [Fact]
    public void The_files_of_versions_that_are_gone_count_and_go()
    {
        Open("old", 1000).Write(Key(1), new byte[400]);
        Open("old", 1000).Write(Key(2), new byte[400]);

        for (int i = 3; i < 6; i++) Open("new", 1000).Write(Key(i), new byte[400]);

        Assert.Empty(Known("old"));
        Assert.Equal([4, 5], Known("new"));
    }

    [Fact]
    public void What_is_larger_than_the_whole_is_not_kept_and_drives_nothing_out()
    {
        Open("1", 1000).Write(Key(1), new byte[300]);
        Open("1", 1000).Write(Key(2), new byte[1001]);

        Assert.Equal([1], Known("1"));
    }

    [Fact]
    public void What_a_killed_process_left_half_written_goes_after_an_hour_and_foreign_files_stay()
    {
        Open("1", 1000).Write(Key(1), [1]);
        File.WriteAllText(_folder["1/half.tmp"], "x");
        File.WriteAllText(_folder["notes.txt"], "x");
        File.SetLastWriteTimeUtc(_folder["1/half.tmp"], Start.AddHours(_hours).UtcDateTime);

        Open("1", 1000).Write(Key(2), [1]);
        Assert.True(File.Exists(_folder["1/half.tmp"]));

        Open("1", 1000).Write(Key(3), [1]);
        Open("1", 1000).Write(Key(4), [1]);
        Assert.False(File.Exists(_folder["1/half.tmp"]));
        Assert.True(File.Exists(_folder["notes.txt"]));
    }

    [Fact]
    public void Nobody_else_on_the_machine_can_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes; the folder of a user is the user's.");
        Open("1", 1000).Write(Key(1), [1]);

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["1"]));
    }

    // An hour later than the last.
    private CacheFolder Open(string analyzer, long mostBytes) => new(_folder.Path, analyzer, mostBytes, new FixedTime(Start.AddHours(_hours++)));

    private IEnumerable<int> Known(string analyzer) => Enumerable.Range(0, 20).Where(number => File.Exists(Path.Combine(_folder.Path, analyzer, Key(number).Hex + ".layer")));

    private long Bytes() => Directory.EnumerateFiles(_folder.Path, "*.layer", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static Digest Key(int number) => Digest.TryParse("sha256:" + number.ToString("x64", CultureInfo.InvariantCulture), out var digest) ? digest : throw new InvalidOperationException();
}
