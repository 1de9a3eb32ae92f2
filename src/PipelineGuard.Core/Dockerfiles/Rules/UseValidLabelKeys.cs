using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds label keys that break Docker's rules for them.</summary>
internal sealed class UseValidLabelKeys : DockerfileRule
{
    private static readonly string[] ReservedPrefixes = ["com.docker.", "io.docker.", "org.dockerproject."];

    // Labels that Docker itself asks authors to set.
    private static readonly string[] DocumentedPrefixes = ["com.docker.extension.", "com.docker.desktop.", "com.docker.image.", "com.docker.compose."];

    public override RuleInfo Info { get; } = new("PGD041", "Write valid label keys", Severity.Low)
    {
        Why = "Tools look labels up by key: one with odd characters or a reserved prefix is not found, or clashes with Docker's own.",
        Fix = "Use lower-case letters, digits, single dots and dashes, and a prefix that you own.",
        Flags =
        [
            "FROM debian:12.5\nLABEL Vendor=example", "FROM debian:12.5\nLABEL com.docker.secret=1", "FROM debian:12.5\nLABEL com..example=1",
            "FROM debian:12.5\nLABEL \"my key\"=1",
            "FROM debian:12.5\nLABEL a=1 -b=2", "FROM debian:12.5\nLABEL c#=1",
        ],
        Allows =
        [
            "FROM debian:12.5\nLABEL org.opencontainers.image.title=a maintainer=b", "FROM debian:12.5\nLABEL com.example.my-label_1/x=1",
            "FROM debian:12.5\nLABEL \"com.example.a\"=1",
            "FROM debian:12.5\nLABEL com.docker.extension.publisher-url=https://example.com", "FROM debian:12.5\nARG K\nLABEL $K=1",
        ],
        Tags = ["hadolint:DL3048"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from label in LabelValue.In(file)
        let problem = ProblemOf(label.Name)
        where problem is not null
        select At(file, label.Pair.NameSpan, $"Label {SyntaxProblems.Quote(label.Name)} {problem}.");

    private static string? ProblemOf(string key)
    {
        if (HasPrefix(key, ReservedPrefixes) && !HasPrefix(key, DocumentedPrefixes)) return "has a prefix that is reserved for Docker";
        if (key.Any(char.IsAsciiLetterUpper)) return "has capital letters";
        if (!key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/')) return "has characters other than letters, digits, '.' and '-'";
        if (key.Length == 0 || !char.IsAsciiLetterOrDigit(key[0]) || !char.IsAsciiLetterOrDigit(key[^1])) return "does not begin and end with a letter or digit";
        return key.Contains("..", StringComparison.Ordinal) || key.Contains("--", StringComparison.Ordinal) ? "has two separators in a row" : null;
    }

    private static bool HasPrefix(string key, string[] prefixes) => prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
}
