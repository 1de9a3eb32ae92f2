using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Reads one Dockerfile and runs all rules over it.</summary>
internal static class DockerfileScanner
{
    private const string Prefix = "dockerfile:";

    // The first instruction stands behind comments at most; what has none within this is no Dockerfile.
    private const int HeadBytes = 16 << 10;

    // A real one has kilobytes.
    private const int LargestBytes = 16 << 20;

    /// <summary>True when the target is named as a Dockerfile, or is a file whose first instruction is one that only a Dockerfile starts with.</summary>
    public static bool IsDockerfile(string target)
    {
        if (target.StartsWith(Prefix, StringComparison.Ordinal)) return true;
        if (!File.Exists(target)) return false;
        var head = Read(target, HeadBytes);
        return Dockerfile.Parse(head).Instructions is [{ Kind: InstructionKind.From or InstructionKind.Arg }, ..];
    }

    /// <summary>Scans one Dockerfile.</summary>
    /// <param name="target">The file, perhaps with <c>dockerfile:</c> in front.</param>
    /// <param name="clock">Tells the day on which support ends are looked at.</param>
    /// <exception cref="GuardException">It is not there (PG2001), cannot be read (PG2013), or is too large (PG2007).</exception>
    public static TargetScan Scan(string target, TimeProvider clock)
    {
        var path = target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : target;
        var bytes = Read(path, LargestBytes + 1);
        if (bytes.Length > LargestBytes) throw new GuardException(Problems.LimitReached, path, $"A Dockerfile larger than {LargestBytes >> 20} MB is not read.");
        var shown = SourcePath.InRepository(path);
        var context = new DockerfileContext { SupportDates = SupportDates.Embedded, Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) };
        var findings = DockerfileRules.Check(Dockerfile.Parse(bytes, shown), context);
        return new TargetScan(new TargetReport(target, "dockerfile") { LogicalName = shown }, new Inventory(null, []))
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
