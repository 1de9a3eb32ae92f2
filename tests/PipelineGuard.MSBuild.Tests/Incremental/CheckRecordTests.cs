using PipelineGuard.MSBuild.Incremental;
using PipelineGuard.MSBuild.Messages;

namespace PipelineGuard.MSBuild.Tests.Incremental;

public sealed class CheckRecordTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Comes_back_as_it_was_written_whatever_is_in_a_name()
    {
        var path = Path.Combine(_folder.Path, "result");
        var record = new CheckRecord
        {
            Key = "a\nb\tc%0a",
            Verdict = "Warn",
            ExitCode = 5,
            Files = [("/a\tb\n%25", "1:2")],
            Folders = [("/ä ö", "none")],
            Outputs = ["/r"],
            Messages = [new(MessageLevel.Error, "PG1", "/f", "text: 100 %") { Line = 3, Column = 4 }],
        };

        record.Write(path);

        var read = CheckRecord.Read(path)!;
        Assert.Equivalent(record, read, strict: true);
        Assert.Equal(["result"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PipelineGuard check 0\nkey\tk\nverdict\tPass\t0\nend\n")]
    [InlineData("PipelineGuard check 1\nkey\tk\nverdict\tPass\tx\nend\n")]
    [InlineData("PipelineGuard check 1\nkey\tk\nverdict\tPass\t0\nmessage\t1\nend\n")]
    [InlineData("PipelineGuard check 1\nkey\tk\nverdict\tPass\t0\n")]
    [InlineData("PipelineGuard check 1\nverdict\tPass\t0\nfile\tnone\tx\nend\n")]
    public void What_is_damaged_counts_as_absent(string text) => Assert.Null(CheckRecord.Read(_folder.Write("result", text)));
}
