namespace PipelineGuard.Images.Building;

/// <summary>A scan target on disk in a folder of its own, gone when disposed.</summary>
internal sealed class TestTarget : IDisposable
{
    private readonly string _folder;

    private TestTarget(string folder, string name) => (_folder, Path) = (folder, System.IO.Path.Combine(folder, name));

    /// <summary>What a user would name on the command line.</summary>
    public string Path { get; }

    /// <summary>Writes one file.</summary>
    public static TestTarget File(string name, byte[] content)
    {
        var target = new TestTarget(NewFolder(), name);
        System.IO.File.WriteAllBytes(target.Path, content);
        return target;
    }

    /// <summary>Makes a directory and lets the caller fill it.</summary>
    public static TestTarget Directory(string name, Action<string> fill)
    {
        var target = new TestTarget(NewFolder(), name);
        System.IO.Directory.CreateDirectory(target.Path);
        fill(target.Path);
        return target;
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private static string NewFolder() => System.IO.Directory.CreateTempSubdirectory("pipelineguard-test-").FullName;
}
