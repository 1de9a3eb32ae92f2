using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds tokens and passwords that are written on a command line.</summary>
internal sealed class MountTokensForRequests : DockerfileRule
{
    private static readonly string[] Schemes = ["bearer ", "basic ", "token "];

    // Commands, and the options with which they take a password.
    private static readonly (string Program, string[] Subcommand, string[] Options)[] Passwords =
    [
        ("wget", [], ["--password", "--http-password", "--ftp-password"]),
        ("docker", ["login"], ["--password", "-p"]),
        ("podman", ["login"], ["--password", "-p"]),
        ("helm", [], ["--password"]),
        ("sshpass", [], ["-p"]),
        ("az", ["login"], ["--password", "-p"]),
        ("twine", ["upload"], ["--password", "-p"]),
        ("mysql", [], ["--password"]),
        ("mysqladmin", [], ["--password"]),
        ("svn", [], ["--password"]),
        ("vault", ["login"], ["-token"]),
    ];

    private static readonly string[] Requesting = ["curl", "wget", "http", "https"];
    private static readonly string[] Programs = [.. Requesting, .. Passwords.Select(row => row.Program)];

    public override RuleInfo Info { get; } = new("PGD405", "Mount tokens instead of writing them", Severity.High)
    {
        Why = "A command line stands in the image's history with every token and password on it.",
        Fix = "Use RUN --mount=type=secret,id=name,env=NAME and name the variable in the command.",
        Flags =
        [
            "FROM debian:12.5\nRUN curl -H \"Authorization: Bearer abcdef0123456789\" https://example.com/a",
            "FROM debian:12.5\nRUN wget --header='Authorization: Basic am86aHVudGVyMg==' https://example.com/a",
            "FROM debian:12.5\nRUN curl -fsSL -u jo:hunter2 https://example.com/a -o a",
            "FROM debian:12.5\nRUN curl -H 'X-Api-Key: abcdef0123456789' https://example.com/a",
            "FROM debian:12.5\nRUN docker login -u jo --password hunter2 registry.example.com",
            "FROM debian:12.5\nRUN [\"sshpass\", \"-p\", \"hunter2\", \"ssh\", \"example.com\"]",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN --mount=type=secret,id=t,env=TOKEN curl -H \"Authorization: Bearer $TOKEN\" https://example.com/a",
            "FROM debian:12.5\nRUN --mount=type=secret,id=t curl -H \"Authorization: token $(cat /run/secrets/t)\" https://example.com/a",
            "FROM debian:12.5\nRUN curl -H 'Accept: application/json' -u jo:\"$PASSWORD\" https://example.com/a",
            "FROM debian:12.5\nRUN docker login -u jo --password-stdin < /run/secrets/t",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN curl -u jo:hunter2 https://example.com/a",
            "FROM docker:27\nRUN docker run -p 8080:80 nginx:1.27 && docker compose -p shop build",
            "FROM debian:12.5\nRUN curl -u jo: https://example.com/a && mkdir -p /data",
        ],
        Tags = ["cis-docker:4.10", "cwe:798", "cwe:214"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands(Programs)
        where HoldsToken(command) || HoldsPassword(command)
        select At(file, command.NameWord!, $"The command line of {command.Name} holds a secret.");

    private static bool HoldsToken(ShellCommand command) =>
        command.IsAny(Requesting) && command.Arguments.Any(word => IsTokenHeader(word.Shape))
        || command.Name == "curl" && command.FlagValue("-u", "--user") is { } login && IsLiteralBehindColon(login);

    private static bool HoldsPassword(ShellCommand command) =>
        Passwords.Any(row => command.Is(row.Program, row.Subcommand) && command.FlagValue(row.Options) is { } value && IsLiteral(value));

    private static bool IsTokenHeader(string word)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return false;
        var name = word[..colon];
        name = name[(name.LastIndexOf('=') + 1)..];
        var value = word[(colon + 1)..].Trim();
        if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            return Schemes.Any(scheme => value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && IsLiteral(value[scheme.Length..]));
        bool isHeader = name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) || name.Equals("PRIVATE-TOKEN", StringComparison.OrdinalIgnoreCase);
        return isHeader && SecretNames.IsSecret(name) && IsLiteral(value);
    }

    private static bool IsLiteralBehindColon(string login) =>
        login.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 && IsLiteral(login[(colon + 1)..]);

    private static bool IsLiteral(string value) =>
        !value.Contains(Scope.Unknown, StringComparison.Ordinal) && !value.StartsWith('-') && !SecretNames.IsPlaceholder(value);
}
