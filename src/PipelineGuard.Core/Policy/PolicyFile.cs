using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Policy.Reading;

namespace PipelineGuard.Policy;

/// <summary>Finds and reads policy files.</summary>
public static class PolicyFile
{
    private const int LargestBytes = 1 << 20;
    private static readonly string[] Names = [".pipelineguard.yml", ".pipelineguard.yaml"];

    /// <summary>The JSON schema of a policy file (draft 2020-12), for editors.</summary>
    public static string Schema => Resource("policy.schema.json");

    /// <summary>A commented policy file to start from; it says the same as <see cref="GuardPolicy.Default"/>.</summary>
    public static string Starter => Resource("starter-policy.yml");

    /// <summary>
    /// The policy to judge by: the file named, else the one found upwards from the working directory, else the built-in one; with the
    /// waivers of a <c>.trivyignore</c> beside the file, or in the working directory when there is no file.
    /// </summary>
    /// <param name="path">The file named by the user; null when none was.</param>
    /// <param name="workingDirectory">Where to look; files are shown relative to it.</param>
    /// <exception cref="GuardException">PG1002 or PG1003; the first mistake and how many more there are.</exception>
    public static GuardPolicy Resolve(string? path, string workingDirectory)
    {
        var file = path is null ? Find(workingDirectory) : Path.Combine(workingDirectory, path);
        var policy = file is null ? GuardPolicy.Default : RelativeTo(Path.GetDirectoryName(file)!, Load(file, Shown(file, workingDirectory)));
        var ignores = Path.Combine(file is null ? workingDirectory : Path.GetDirectoryName(file)!, TrivyIgnore.FileName);
        if (!File.Exists(ignores)) return policy;
        return policy with { Waivers = [.. policy.Waivers, .. TrivyIgnore.Load(ignores, Shown(ignores, workingDirectory))] };
    }

    /// <summary>The nearest <c>.pipelineguard.yml</c> or <c>.yaml</c> in a folder or those above it, up to the root of a repository; null when there is none.</summary>
    /// <exception cref="GuardException">PG1003: one folder holds both, and it would be a guess which one is meant.</exception>
    public static string? Find(string startDirectory)
    {
        for (var folder = Path.GetFullPath(startDirectory); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var found = Names.Select(name => Path.Combine(folder, name)).Where(Path.Exists).ToArray(); // A folder of that name is somebody's mistake, and told as one.
            if (found.Length > 1) throw new GuardException(Problems.BadPolicy, found[0], $"'{Names[1]}' stands beside it: keep one of the two.");
            if (found.Length == 1) return found[0];
            if (Path.Exists(Path.Combine(folder, ".git"))) return null; // A folder in a clone, a file in a worktree or submodule.
        }
        return null;
    }

    /// <summary>Reads a policy file.</summary>
    /// <param name="path">The file, YAML or JSON.</param>
    /// <param name="shownAs">How messages and reports name it; null for the path itself.</param>
    /// <exception cref="GuardException">PG1002 when it is not there, PG1003 with the first mistake and how many more there are.</exception>
    public static GuardPolicy Load(string path, string? shownAs = null)
    {
        shownAs ??= path;
        var reading = PolicyParser.Read(ReadText(path, shownAs), shownAs);
        return reading.Policy ?? throw Wrong(reading.Mistakes);
    }

    /// <summary>All mistakes of a policy file by place, for <c>policy check</c>; empty when it is fine.</summary>
    /// <param name="path">The file, YAML or JSON.</param>
    /// <param name="shownAs">How messages name it; null for the path itself.</param>
    /// <exception cref="GuardException">PG1002 when it is not there, PG1003 when it cannot be read at all.</exception>
    public static ImmutableArray<PolicyError> Check(string path, string? shownAs = null) =>
        PolicyParser.Read(ReadText(path, shownAs ?? path), shownAs ?? path).Mistakes;

    /// <summary>The text of a configuration file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shownAs">How messages name it.</param>
    /// <param name="missing">The problem when it is not there; null for PG1002.</param>
    /// <param name="bad">The problem when it cannot be read; null for PG1003.</param>
    internal static string ReadText(string path, string shownAs, ProblemInfo? missing = null, ProblemInfo? bad = null)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] bytes = new byte[LargestBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LargestBytes) throw Unreadable(bad, shownAs, $"it is larger than {LargestBytes >> 20} MB.", null);
            using var text = new StreamReader(new MemoryStream(bytes, 0, length), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return text.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GuardException(missing ?? Problems.PolicyNotFound, shownAs, "there is no such file.", e);
        }
        catch (DecoderFallbackException e)
        {
            throw Unreadable(bad, shownAs, "it is not UTF-8 text.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(bad, shownAs, Directory.Exists(path) ? "it is a folder." : "it cannot be read: check its permissions.", e);
        }
    }

    /// <summary>The mistakes as one exception: the first, and how many more.</summary>
    internal static GuardException Wrong(ImmutableArray<PolicyError> mistakes, ProblemInfo? problem = null)
    {
        var first = mistakes[0];
        var more = mistakes.Length switch { 1 => "", 2 => " (and 1 more mistake)", var count => FormattableString.Invariant($" (and {count - 1} more mistakes)") };
        var place = new Location(LocationKind.Source, first.File) { Line = first.Line, Column = first.Column };
        return new(problem ?? Problems.BadPolicy, place.ToString(), first.Message + more);
    }

    // A policy names files as seen from where it stands.
    private static GuardPolicy RelativeTo(string folder, GuardPolicy policy) =>
        policy with
        {
            Malware = policy.Malware with { Hashes = [.. policy.Malware.Hashes.Select(list => Path.Combine(folder, list))] },
            Compliance = [.. policy.Compliance.Select(name => ComplianceStandards.IsFile(name) ? Path.Combine(folder, name) : name)],
        };

    private static GuardException Unreadable(ProblemInfo? problem, string shownAs, string why, Exception? inner) => new(problem ?? Problems.BadPolicy, shownAs, why, inner);

    private static string Shown(string file, string workingDirectory) => Path.GetRelativePath(workingDirectory, file).Replace(Path.DirectorySeparatorChar, '/');

    private static string Resource(string name)
    {
        using var stream = typeof(PolicyFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
