using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules;
using PipelineGuard.Dockerfiles.Rules.Ignoring;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Reads Dockerfiles and runs all rules over them.</summary>
internal static class DockerfileScanner
{
    private const string Prefix = "dockerfile:";

    // The first instruction stands behind comments at most; what has none within this is no Dockerfile.
    private const int HeadBytes = 64 << 10;

    // A real one has kilobytes.
    private const int LargestBytes = 16 << 20;

    /// <summary>True when the target is called a Dockerfile by its prefix, or is a file that begins as only a Dockerfile does.</summary>
    public static bool IsDockerfile(string target) =>
        target.StartsWith(Prefix, StringComparison.Ordinal)
        || (File.Exists(target) && DockerfileNames.LooksLikeDockerfile(SourceDecoder.Decode(Read(target, HeadBytes)).Text));

    /// <summary>Scans one Dockerfile.</summary>
    /// <param name="target">The file, perhaps with <c>dockerfile:</c> in front.</param>
    /// <param name="clock">Tells the day on which support ends are looked at.</param>
    /// <param name="log">Takes what could not be looked at.</param>
    /// <exception cref="GuardException">It is not there (PG2001), cannot be read (PG2013), or is too large (PG2007).</exception>
    public static TargetScan Scan(string target, TimeProvider clock, IScanLog log)
    {
        var path = PathOf(target);
        return Scan(target, new DockerfileTarget(path, SourcePath.InRepository(path)), clock, log);
    }

    /// <summary>
    /// Scans what is no image but leads to Dockerfiles: a folder that holds some, a Compose file that names some, and a file that is called
    /// Dockerfile although it does not begin as one. Empty for everything else.
    /// </summary>
    public static ImmutableArray<TargetScan> ScanWhatLeadsToDockerfiles(string target, TimeProvider clock, IScanLog log)
    {
        if (Directory.Exists(target)) return ScanAll(target, DockerfileTargets.InFolder(target, log), clock, log);
        var name = Path.GetFileName(target);
        if (DockerfileNames.IsComposeFile(name)) return ScanAll(Path.GetDirectoryName(target)!, DockerfileTargets.InComposeFile(target, root: null, log), clock, log);
        return DockerfileNames.IsDockerfile(name) ? [Scan(target, clock, log)] : [];
    }

    /// <summary>The path of a target that names a Dockerfile.</summary>
    public static string PathOf(string target) => target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : target;

    /// <summary>The bytes of a Dockerfile.</summary>
    /// <exception cref="GuardException">It is not there, cannot be read, or is too large.</exception>
    public static byte[] ReadWhole(string path)
    {
        var bytes = Read(path, LargestBytes + 1);
        return bytes.Length <= LargestBytes ? bytes : throw new GuardException(Problems.LimitReached, path, $"A Dockerfile larger than {LargestBytes >> 20} MB is not read.");
    }

    /// <summary>What is known besides a Dockerfile: its build context, support dates, and the <c>.hadolint.yaml</c> that applies.</summary>
    public static (DockerfileContext Context, HadolintConfig? Config) Surroundings(DockerfileTarget file, TimeProvider clock, IScanLog log)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var context = DockerfileTargets.ContextFor(file, today, SupportDates.Embedded, log);
        return (context, HadolintConfigReader.Find(file.Path, SourcePath.RepositoryOf(file.Path), log));
    }

    private static ImmutableArray<TargetScan> ScanAll(string folder, IEnumerable<DockerfileTarget> files, TimeProvider clock, IScanLog log) =>
    [
        .. from file in files
           let path = Path.Combine(folder, file.Name)
           select Scan(path, file with { Name = SourcePath.InRepository(path) }, clock, log),
    ];

    private static TargetScan Scan(string target, DockerfileTarget file, TimeProvider clock, IScanLog log)
    {
        var tree = file.InlineText is { } text ? Dockerfile.Parse(text, file.Name) : Dockerfile.Parse(ReadWhole(file.Path), file.Name);
        var (context, config) = Surroundings(file, clock, log);
        var findings = DockerfileChecker.Check(tree, context, config);
        return new TargetScan(new TargetReport(target, "dockerfile") { LogicalName = file.Name }, new Inventory(null, []))
        {
            Findings = [.. findings.Select(finding => finding with { Target = target })],
        };
    }

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
