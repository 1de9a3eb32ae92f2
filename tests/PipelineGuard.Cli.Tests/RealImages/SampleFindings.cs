namespace PipelineGuard.Cli.RealImages;

/// <summary>The sample as an OCI layout outside of its repository, whose lines would be named otherwise, and what is found in it there.</summary>
public sealed class SampleFindings : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    /// <summary>The layout.</summary>
    public string Layout => _folder["shop.oci"];

    /// <summary>Findings and packages.</summary>
    public string Findings { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Sample, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Layout, Path.GetRelativePath(Repository.Sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Findings = (await CliProcess.ScanAsync(_folder, "shop.oci", new Dictionary<string, string>())).Findings();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
