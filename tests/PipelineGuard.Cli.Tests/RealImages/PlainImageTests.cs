using PipelineGuard.Findings;

namespace PipelineGuard.Cli.RealImages;

/// <summary>Images in which nobody has hidden anything: a Debian with Python's packages, Node.js with npm, what the .NET SDK publishes, a system of rpm packages.</summary>
public sealed class PlainImageTests
{
    [Theory, InlineData("debian.docker.tar"), InlineData("debian.rootfs"), InlineData("published.tar"), InlineData("rpm-azure.docker.tar"), InlineData("node.docker.tar")]
    public async Task Hold_neither_secrets_nor_malware(string image)
    {
        var report = await RealImage.ScanAsync(image);

        Assert.NotEmpty(report.Targets[0].Packages);
        Assert.DoesNotContain(report.Findings, finding => finding.Kind is FindingKind.Secret or FindingKind.Malware || finding.Rule.Value.StartsWith("PGM", StringComparison.Ordinal));
    }
}
