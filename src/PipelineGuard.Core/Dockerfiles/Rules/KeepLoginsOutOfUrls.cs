using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds user names and passwords in URLs.</summary>
internal sealed class KeepLoginsOutOfUrls : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD404", "Keep logins out of URLs", Severity.High)
    {
        Why = "A password in a URL stays in the history, in .git/config, in logs and in error messages.",
        Fix = "Mount the login: --mount=type=secret with .netrc or a token file, or --mount=type=ssh for git.",
        Flags =
        [
            "FROM debian:12.5\nRUN git clone https://jo:hunter2@git.example.com/a.git",
            "FROM debian:12.5\nENV PIP_INDEX_URL=https://jo:hunter2@pypi.example.com/simple",
            "FROM debian:12.5\nADD https://jo:hunter2@example.com/a.tar.gz /a/",
            "FROM debian:12.5\nRUN <<EOF\ncurl -fsSL \"ftp://jo:hunter2@example.com/a\"\nEOF",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN git clone https://git.example.com/a.git && curl https://example.com:8443/x@y:z@1",
            "FROM debian:12.5\nRUN --mount=type=secret,id=t git clone https://jo:$(cat /run/secrets/t)@git.example.com/a.git",
            "FROM debian:12.5\nRUN git clone https://jo:${TOKEN}@git.example.com/a.git",
            "FROM debian:12.5\nRUN DATABASE_URL=postgres://user:password@localhost/db python manage.py collectstatic",
            "FROM debian:12.5\nRUN git clone https://<user>:<password>@git.example.com/a.git",
            "FROM debian:12.5\nRUN skopeo copy docker://debian:12@sha256:4f2a91c0 dir:/a && git clone ssh://git@example.com:22/a.git",
            "FROM debian:12.5\n# https://jo:hunter2@git.example.com/a.git\nRUN true",
        ],
        Tags = ["cis-docker:4.10", "cwe:798", "cwe:522"],
    };

    // The place ends where the login begins: no report shall quote it.
    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from instruction in file.Instructions
        from text in instruction.Heredocs.Select(heredoc => heredoc.Body).Prepend(instruction.Arguments)
        from start in UrlLogins.In(text.Text)
        let scheme = text.ToSource(start, text.Text.IndexOf("://", start, StringComparison.Ordinal) + 3)
        select At(file, scheme, "The URL holds a password.");
}
