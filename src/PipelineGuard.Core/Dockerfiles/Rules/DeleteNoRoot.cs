using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds the deletion of everything.</summary>
internal sealed class DeleteNoRoot : DockerfileRule
{
    private static readonly string[] Everything = ["/", "/*", "/.", "//", "/bin", "/etc", "/lib", "/sbin", "/usr", "/var", "/usr/*", "/etc/*", "/var/*"];

    public override RuleInfo Info { get; } = new("PGD329", "Do not delete the system", Severity.High)
    {
        Why = "The command takes the whole system with it: the build breaks, or makes an image that cannot be updated or examined.",
        Fix = "Name the folders that are to go; begin with FROM scratch for an empty image.",
        Flags = ["FROM debian:12.5\nRUN rm -rf /", "FROM debian:12.5\nRUN rm -rf --no-preserve-root /*", "FROM debian:12.5\nRUN make && rm -r /usr"],
        Allows =
        [
            "FROM debian:12.5\nRUN rm -rf /tmp/* /var/cache/* /usr/share/doc",
            "FROM debian:12.5\nRUN rm -f /etc/x && echo rm -rf /",
            "FROM debian:12.5\nRUN rmdir /usr",
        ],
        Tags = ["shellcheck:SC2114"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("rm")
        where command.Is("rm") && command.HasFlag("-r", "-R", "--recursive")
        from word in command.Operands
        where Everything.Contains(word.Value)
        select At(file, word, $"This deletes all of {Quoting.Quote(word)}.");
}
