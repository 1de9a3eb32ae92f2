using System.Diagnostics;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Packages;

/// <summary>dpkg itself is the judge, on the system that the tests run on.</summary>
public sealed class DpkgAgreementTests
{
    private const string Status = "/var/lib/dpkg/status";

    [Fact]
    public async Task Lists_what_dpkg_query_lists()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Status) || !File.Exists("/usr/bin/dpkg-query")) Assert.Skip("This system has no dpkg.");
        var log = new ProblemList();
        var file = new ImageFile(ImagePath.Of(Status), await File.ReadAllBytesAsync(Status, TestContext.Current.CancellationToken));

        var packages = new PackageFileReader().Read(file, log).Packages;

        Assert.Empty(log.Problems);
        Assert.Equal(await AskDpkg(), packages.Select(Describe).Order(StringComparer.Ordinal));
    }

    private static string Describe(Package package) =>
        $"{package.Name} {package.Version} {package.Architecture} {package.SourceName ?? package.Name} {package.SourceVersion ?? package.Version}";

    private static async Task<IEnumerable<string>> AskDpkg()
    {
        var start = new ProcessStartInfo("/usr/bin/dpkg-query") { RedirectStandardOutput = true };
        start.ArgumentList.Add("--show");
        start.ArgumentList.Add("--showformat=${db:Status-Status}\t${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\n");
        using var dpkg = Process.Start(start)!;
        var lines = await dpkg.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dpkg.WaitForExitAsync(TestContext.Current.CancellationToken);
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Where(parts => parts[0] is not ("config-files" or "not-installed"))
            .Select(parts => parts[1])
            .Order(StringComparer.Ordinal);
    }
}
