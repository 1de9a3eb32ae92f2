using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Packages.LockFiles;

/// <summary>Lock files written by the tools whose format they are, and what those tools say is in them. Made by <c>.ci/lock-files</c>.</summary>
public sealed class ToldListTests
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Packages", "LockFiles", "Data");

    [Theory, InlineData("poetry.lock", "poetry"), InlineData("pdm.lock", "pdm"), InlineData("Pipfile.lock", "pipenv"), InlineData("mix.lock", "mix")]
    public void Lists_what_the_tool_that_wrote_the_file_lists(string file, string tool)
    {
        var log = new ProblemList();

        var content = new PackageFileReader().Read(new(ImagePath.Of("app/" + file), File.ReadAllBytes(Path.Combine(Folder, file))), log);

        var listed = content.Packages.Select(package => $"{Name(package)}@{package.Version}").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, tool + ".told")).Order(StringComparer.Ordinal), listed);
        Assert.Empty(log.Problems);
    }

    private static string Name(Package package) => package.Type == PackageType.PyPI ? PythonName.Normalize(package.Name) : package.Name;
}
