using PipelineGuard.Images.Sources.Registries;

namespace PipelineGuard.Images.Building;

/// <summary>A scan target on disk in a folder of its own, gone when disposed.</summary>
internal sealed class TestTarget : IDisposable
{
    private readonly string _folder;

    private readonly IDisposable? _server;

    private TestTarget(string folder, string name) => (_folder, Path) = (folder, System.IO.Path.Combine(folder, name));

    private TestTarget(string folder, string target, IDisposable server, RegistryAccess access) => (_folder, Path, _server, Access) = (folder, target, server, access);

    /// <summary>What a user would name on the command line.</summary>
    public string Path { get; }

    /// <summary>How registries and engines are found; null for files.</summary>
    public RegistryAccess? Access { get; }

    /// <summary>An image that a server on this machine has.</summary>
    public static TestTarget Served(string target, IDisposable server, RegistryAccess access) => new(NewFolder(), target, server, access);

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

    public void Dispose()
    {
        _server?.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static string NewFolder() => System.IO.Directory.CreateTempSubdirectory("pipelineguard-test-").FullName;
}
