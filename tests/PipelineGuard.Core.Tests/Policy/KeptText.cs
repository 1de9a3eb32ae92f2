using System.Runtime.CompilerServices;

namespace PipelineGuard.Policy;

/// <summary>Texts that stand in the repository and must be what the product makes; PIPELINEGUARD_UPDATE=1 rewrites them.</summary>
internal static class KeptText
{
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository, path)).ReplaceLineEndings("\n");

    /// <summary>Holds a text against the file, which is named from the repository's root.</summary>
    public static void Same(string path, string actual)
    {
        var file = Path.Combine(Repository, path);
        if (Environment.GetEnvironmentVariable("PIPELINEGUARD_UPDATE") == "1") File.WriteAllText(file, actual);
        Assert.True(File.Exists(file), $"{path} is missing: run the tests once with PIPELINEGUARD_UPDATE=1.");
        Assert.Equal(Read(path), actual);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
