using System.Text;
using PipelineGuard.Packages.Catalogers.Java;

namespace PipelineGuard.Packages.Java;

public sealed class JarIdentityTests
{
    public static TheoryData<string, string, string> Rows =>
        [.. from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Packages", "Java", "Tables", "manifests.txt")) where !line.StartsWith('#') let parts = line.Split(" | ") select (parts[0], parts[1], parts[2])];

    [Theory, MemberData(nameof(Rows))]
    public void Concludes_from_manifest_and_name(string file, string attributes, string expected)
    {
        var (found, evidence) = JarIdentity.Of(JarManifest.Parse(Encoding.UTF8.GetBytes(attributes.Replace("; ", "\r\n", StringComparison.Ordinal))), file);

        Assert.Equal(expected, (found.Group is null ? "" : found.Group + ":") + found.Artifact + " " + found.Version + (evidence == PackageEvidence.FileName ? " by its name" : ""));
    }
}
