using PipelineGuard.Packages.Catalogers.Java;

namespace PipelineGuard.Packages.Java;

public sealed class JarFileNameTests
{
    public static TheoryData<string, string, string> Rows =>
        [.. from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Packages", "Java", "Tables", "file-names.txt")) where !line.StartsWith('#') let parts = line.Split(' ') select (parts[0], parts[1], parts[2])];

    [Theory, MemberData(nameof(Rows))]
    public void Tells_artifact_and_version(string file, string artifact, string version)
    {
        var named = JarFileName.Parse(file);

        Assert.Equal((artifact, version), (named.Artifact ?? "-", named.Version ?? "-"));
    }
}
