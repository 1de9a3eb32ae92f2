namespace PipelineGuard.Advisories;

/// <summary>The real advisory data that stands beside the repository on a developer's machine.</summary>
internal static class SharedData
{
    /// <summary>The folder; skips the test aloud where it is absent.</summary>
    public static string Folder
    {
        get
        {
            var shared = Environment.GetEnvironmentVariable("PIPELINEGUARD_SHARED") ?? Path.Combine(RepositoryRoot, "..", "shared");
            Assert.SkipUnless(Directory.Exists(Path.Combine(shared, "data", "osv")), "No advisory data beside the repository (set PIPELINEGUARD_SHARED).");
            return Path.Combine(shared, "data");
        }
    }

    private static string RepositoryRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PipelineGuard.sln"))) folder = folder.Parent;
            return folder?.FullName ?? AppContext.BaseDirectory;
        }
    }
}
