using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;
using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

/// <summary>
/// Carries out the fixes that rules know for Dockerfiles. A second run finds nothing to do. What a comment, a <c>.hadolint.yaml</c> or the
/// policy switches off is left alone.
/// </summary>
/// <param name="policy">The policy file; null to look for <c>.pipelineguard.yml</c> upwards from the working directory.</param>
/// <param name="log">Takes what could not be looked at.</param>
public sealed class DockerfileRepair(string? policy, IScanLog log)
{
    private readonly GuardPolicy _policy = PolicyFile.Resolve(policy, Environment.CurrentDirectory);

    /// <summary>Repairs Dockerfiles in place, or only says what would be repaired.</summary>
    /// <param name="target">A Dockerfile, a folder, or a Compose file that names some.</param>
    /// <param name="write">False to leave the files as they are.</param>
    /// <returns>The findings that were repaired, or would be; empty when there was nothing to do.</returns>
    /// <exception cref="GuardException">There is no such target, or a file cannot be read or written, or is too large.</exception>
    public ImmutableArray<Finding> Run(string target, bool write)
    {
        var path = DockerfileSource.PathOf(target);
        bool isFolder = Directory.Exists(path);
        ImmutableArray<DockerfileTarget> files = isFolder || DockerfileNames.IsComposeFile(Path.GetFileName(path))
            ? [.. DockerfileSource.Behind(path, log).Select(found => found.File)]
            : [new DockerfileTarget(path, SourcePath.InRepository(path))];
        // As for a scan: a slip in the name of a folder must not look like one in which all is well.
        if (isFolder && files.IsEmpty) throw new GuardException(Problems.TargetNotFound, target, "There is no Dockerfile in this folder.");
        return [.. files.SelectMany(file => Repair(file, write))];
    }

    /// <summary>Repairs the text of one Dockerfile.</summary>
    /// <param name="input">Its bytes.</param>
    /// <returns>The new text, and the findings that were repaired.</returns>
    /// <exception cref="GuardException">It cannot be read, or is too large.</exception>
    public (string Text, ImmutableArray<Finding> Applied) Run(Stream input)
    {
        var (bytes, applied) = Fix(DockerfileSource.FromStandardInput, DockerfileSource.ReadWhole(input, DockerfileSource.StandardInput));
        return (SourceDecoder.Decode(bytes.Span).Text, applied);
    }

    private ImmutableArray<Finding> Repair(DockerfileTarget file, bool write)
    {
        var whole = DockerfileSource.ReadWhole(file.Path);
        var (bytes, applied) = file.Inline is null ? Fix(file, whole) : FixInline(file, whole);
        if (write && !applied.IsEmpty) Write(file.Path, bytes);
        return applied;
    }

    private (ReadOnlyMemory<byte> Bytes, ImmutableArray<Finding> Applied) Fix(DockerfileTarget file, byte[] bytes)
    {
        var (context, config) = new DockerfileSurroundings(_policy, TimeProvider.System, log).Of(file, Dockerfile.Parse(bytes, file.Name));
        return DockerfileFixer.Fix(bytes, context, config, file.Name, IsOff);
    }

    private (ReadOnlyMemory<byte> Bytes, ImmutableArray<Finding> Applied) FixInline(DockerfileTarget file, byte[] bytes)
    {
        var source = SourceDecoder.Decode(bytes);
        if (Inline(source.Text) is not { } tree) return (bytes, []);
        var (context, config) = new DockerfileSurroundings(_policy, TimeProvider.System, log).Of(file, tree);
        if (tree.Source.Embedding!.Indent is null || source.FirstInvalid is not null)
        {
            bool hasRepairs = !DockerfileFixer.Fix(tree.Source.Text, context, config, file.Name, IsOff).Applied.IsEmpty;
            if (hasRepairs) log.Report(new(Problems.InlineNotRepaired, file.Name, "It is not written as a literal block ('dockerfile_inline: |'), whose lines can be edited one by one."));
            return (bytes, []);
        }
        var (text, applied) = DockerfileFixer.Fix(source.Text, Inline, context, config, IsOff);
        return applied.IsEmpty ? (bytes, applied) : (SourceDecoder.Encode(text, source.Encoding), applied);

        Dockerfile? Inline(string text) => ComposeFile.InlineOf(new(text), file.Service!) is { } inline ? Dockerfile.Parse(inline, file.FileName, file.Name) : null;
    }

    private bool IsOff(RuleId rule) => _policy.Overrides.TryGetValue(rule.Value, out var severity) && severity.Severity is null;

    private static void Write(string path, ReadOnlyMemory<byte> bytes)
    {
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllBytes(unfinished, bytes.Span);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(unfinished, File.GetUnixFileMode(path));
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw new GuardException(Problems.OutputFailed, path, "The repaired file could not be written.", failure);
        }
    }
}
