using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds archives that are copied and then unpacked, so that the image holds them twice.</summary>
internal sealed class UnpackWithAdd : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD022", "Unpack local archives with ADD", Severity.Info)
    {
        Why = "COPY and tar leave the archive in one layer and its content in another; ADD leaves the content only.",
        Fix = "Write ADD archive.tar.gz folder/, or mount the archive into the RUN.",
        Flags =
        [
            "FROM debian:12.5\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /app",
            "FROM debian:12.5\nCOPY dist/app.tgz .\nRUN mkdir /app && tar xf app.tgz",
            "FROM debian:12.5\nCOPY app.tar /tmp/x.tar\nRUN tar --extract --file=/tmp/x.tar",
        ],
        Allows =
        [
            "FROM debian:12.5\nADD app.tar.gz /app/", "FROM debian:12.5\nCOPY app.tar.gz /downloads/",
            "FROM debian:12.5\nCOPY --from=build /app.tar.gz /\nRUN tar xf /app.tar.gz",
            "FROM debian:12.5\nCOPY app.tar.gz /tmp/\nRUN tar -czf /tmp/other.tar.gz /etc",
            "FROM debian:12.5\nCOPY app.zip /tmp/\nRUN unzip /tmp/app.zip",
        ],
        Tags = ["hadolint:DL3010"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => file.Stages.SelectMany(stage => Check(file, stage));

    private IEnumerable<Finding> Check(Dockerfile file, Stage stage)
    {
        var copied = new Dictionary<string, CopyInstruction>(StringComparer.Ordinal);
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is CopyInstruction { IsAdd: false, From: null } copy)
            {
                foreach (var name in ArchivesOf(copy)) copied[name] = copy;
            }
            else if (instruction is RunInstruction run && copied.Count > 0)
            {
                foreach (var name in UnpackedBy(run))
                {
                    if (copied.Remove(name, out var source)) yield return At(file, source, $"Archive '{name}' is copied here and unpacked in a later layer.");
                }
            }
        }
    }

    private static IEnumerable<string> ArchivesOf(CopyInstruction copy)
    {
        if (copy.Sources.IsEmpty || copy.Destination is not { } destination) return [];
        var paths = copy.Sources.Append(destination).Select(word => copy.Scope.Expand(word));
        return paths.OfType<string>().Where(CopySource.IsArchive).Select(CopySource.FileName);
    }

    private static IEnumerable<string> UnpackedBy(RunInstruction run) =>
        from command in run.Script.Commands
        where command.Is("tar") && command.Arguments is [var first, ..] && (command.HasFlag("-x", "--extract", "--get") || IsOldStyle(first.Shape))
        from word in command.Arguments
        let value = word.Value
        where value is not null
        select CopySource.FileName(value[(value.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    // "tar xzf": the letters stand without a dash.
    private static bool IsOldStyle(string letters) => letters.Contains('x', StringComparison.Ordinal) && letters.Length <= 6 && letters.All(char.IsAsciiLetterLower);
}
