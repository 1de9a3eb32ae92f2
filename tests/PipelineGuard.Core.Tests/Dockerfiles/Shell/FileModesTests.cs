namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>Modes are read as chmod reads them.</summary>
public sealed class FileModesTests
{
    [Theory]
    [InlineData("755", false, false)]
    [InlineData("0755", false, false)]
    [InlineData("777", true, false)]
    [InlineData("1777", false, false)]
    [InlineData("4755", false, true)]
    [InlineData("06777", true, true)]
    [InlineData("2775", false, false)]
    [InlineData("+w", false, false)]
    [InlineData("+s", false, true)]
    [InlineData("a+rwx", true, false)]
    [InlineData("u=rwx,go=rx", false, false)]
    [InlineData("u=rwx,go=rwx", true, false)]
    [InlineData("a+rwxt", false, false)]
    [InlineData("o-w", false, false)]
    [InlineData("g+s", false, false)]
    [InlineData("ug+s", false, true)]
    [InlineData("999", false, false)]
    [InlineData("", false, false)]
    [InlineData("7777777777777777777777", false, false)]
    public void Knows_what_a_mode_grants(string mode, bool isWorldWritable, bool setsUser) =>
        Assert.Equal(new ModeBits(isWorldWritable, setsUser), FileModes.Read(mode));

    [Theory]
    [InlineData("chmod -R 777 /a", "777")]
    [InlineData("install -o root -m 4755 a /b", "4755")]
    [InlineData("mkdir --mode 0777 /b", "0777")]
    [InlineData("mkdir /b", null)]
    [InlineData("chmod $MODE /b", null)]
    [InlineData("cp -m 777 /b", null)]
    public void Finds_the_mode_in_a_command(string script, string? mode) =>
        Assert.Equal(mode, FileModes.Of(Assert.Single(Scripts.Commands(script)))?.Word.Text);
}
