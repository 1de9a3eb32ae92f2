using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>Gets at the bytes of Dockerfiles.</summary>
internal static class DockerfileSource
{
    /// <summary>The target that means standard input.</summary>
    public const string StandardInput = "-";

    private const string Prefix = "dockerfile:";

    // The first instruction stands behind comments at most; what has none within this is no Dockerfile.
    private const int HeadBytes = 64 << 10;

    // A real one has kilobytes.
    private const int LargestBytes = 16 << 20;

    private static readonly string[] SystemFiles = ["etc/os-release", "usr/lib/os-release", "etc/passwd", "oci-layout"];

    /// <summary>A Dockerfile that came through a pipe: it has no folder and so no build context; a <c>.hadolint.yaml</c> is looked for from the working directory on.</summary>
    public static DockerfileTarget FromStandardInput { get; } = new("stdin", "stdin");

    /// <summary>The path of a target that names a Dockerfile.</summary>
    public static string PathOf(string target) => target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : target;

    /// <summary>True when the target is called a Dockerfile by its prefix, or is a file that begins as only a Dockerfile does.</summary>
    public static bool IsDockerfile(string target) =>
        target.StartsWith(Prefix, StringComparison.Ordinal) || (File.Exists(target) && Scanning.StandardInput.BeginsAsDockerfile(Read(target, HeadBytes)));

    /// <summary>
    /// True for a folder that people work in, whatever its folders are called: one with <c>app/</c> or <c>lib/</c> in it would pass for the root
    /// of a file system.
    /// </summary>
    public static bool IsSourceFolder(string target)
    {
        // A Dockerfile left in an image must not make us overlook the image.
        if (!Directory.Exists(target) || SystemFiles.Any(file => Path.Exists(Path.Combine(target, file)))) return false;
        if (Path.Exists(Path.Combine(target, ".git"))) return true;
        return Directory.EnumerateFiles(target).Select(Path.GetFileName).Any(name => DockerfileNames.IsDockerfile(name) || DockerfileNames.IsComposeFile(name!));
    }

    /// <summary>
    /// The Dockerfiles that something leads to: those below a folder, those that a Compose file names, and a file that is called Dockerfile
    /// although it does not begin as one; each with the target as a user would spell it. Empty for everything else.
    /// </summary>
    public static ImmutableArray<(string Target, DockerfileTarget File)> Behind(string target, IScanLog log)
    {
        if (Directory.Exists(target)) return Named(target, DockerfileTargets.InFolder(target, log));
        var name = Path.GetFileName(target);
        if (DockerfileNames.IsComposeFile(name)) return OfComposeFile(target, log);
        return DockerfileNames.IsDockerfile(name) ? [(target, new(target, SourcePath.InRepository(target)))] : [];
    }

    /// <summary>True for a file that is called as Compose calls its own.</summary>
    public static bool IsComposeFile(string target) => DockerfileNames.IsComposeFile(Path.GetFileName(target));

    // A Compose file in a folder of its own builds what stands beside that folder, so all of the repository is open to it.
    private static ImmutableArray<(string Target, DockerfileTarget File)> OfComposeFile(string target, IScanLog log)
    {
        var full = Path.GetFullPath(target);
        var repository = SourcePath.RepositoryOf(full);
        var root = DockerfileFolder.IsInside(repository, full) ? repository : Path.GetDirectoryName(full)!;
        var shown = Path.IsPathRooted(target) ? root : Path.GetRelativePath(Environment.CurrentDirectory, root);
        return Named(shown == "." ? "" : shown, DockerfileTargets.InComposeFile(full, root, log));
    }

    /// <summary>The bytes of a Dockerfile.</summary>
    /// <exception cref="GuardException">It is not there, cannot be read, or is too large.</exception>
    public static byte[] ReadWhole(string path) => NotTooLarge(Read(path, LargestBytes + 1), path);

    /// <summary>The bytes of a stream.</summary>
    /// <exception cref="GuardException">It cannot be read, or is too large.</exception>
    public static byte[] ReadWhole(Stream stream, string name)
    {
        try
        {
            var bytes = new byte[LargestBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return NotTooLarge(bytes[..length], name);
        }
        catch (IOException failure)
        {
            throw new GuardException(Problems.TargetUnreadable, name, "It cannot be read.", failure);
        }
    }

    private static ImmutableArray<(string Target, DockerfileTarget File)> Named(string folder, IEnumerable<DockerfileTarget> files) =>
    [
        .. from file in files
           let path = Path.Combine(folder, file.FileName)
           let service = file.Name[file.FileName.Length..]
           select (path + service, file with { Name = SourcePath.InRepository(path) + service }),
    ];

    private static byte[] NotTooLarge(byte[] bytes, string name) =>
        bytes.Length <= LargestBytes ? bytes : throw new GuardException(Problems.LimitReached, name, $"A Dockerfile larger than {LargestBytes >> 20} MB is not read.");

    private static byte[] Read(string path, int most)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[(int)Math.Min(most, file.Length)];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length == bytes.Length ? bytes : bytes[..length];
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GuardException(Problems.TargetNotFound, path, "There is no such file.", missing);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.TargetUnreadable, path, "The file cannot be read; check its permissions.", failure);
        }
    }
}
