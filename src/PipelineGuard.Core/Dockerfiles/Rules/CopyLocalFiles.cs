using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for <c>COPY</c> where <c>ADD</c> neither fetches nor unpacks.</summary>
internal sealed class CopyLocalFiles : ContextRule
{
    private static readonly string[] OnlyForAdd = ["checksum", "keep-git-dir", "unpack"];

    public override RuleInfo Info { get; } = new("PGD020", "Copy local files with COPY", Severity.Low)
    {
        Why = "ADD unpacks archives and fetches URLs; with COPY nobody has to wonder whether it does so here.",
        Fix = "Write COPY.",
        Flags =
        [
            "FROM debian:12.5\nADD app.jar /app/", "FROM debian:12.5\nadd . /src", "FROM debian:12.5\nADD [\"a b\", \"/a/\"]",
            "FROM debian:12.5\nONBUILD ADD . /src",
        ],
        Allows =
        [
            "FROM debian:12.5\nCOPY app.jar /app/", "FROM debian:12.5\nADD rootfs.tar.xz /", "FROM debian:12.5\nADD https://example.com/a.deb /tmp/",
            "FROM debian:12.5\nADD https://github.com/moby/buildkit.git#v0.14.1 /src", "FROM debian:12.5\nADD git@git.example.com:foo/bar.git /bar",
            "FROM debian:12.5\nARG ROOTFS\nADD $ROOTFS /", "FROM scratch\nADD alpine-minirootfs-*.tar.gz /",
        ],
        Tags = ["hadolint:DL3020", "trivy:DS-0005", "checkov:CKV_DOCKER_4", "cis-docker:4.9"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        from add in file.All<CopyInstruction>()
        where add is { IsAdd: true, Sources.IsEmpty: false } && !OnlyForAdd.Any(flag => add.Flag(flag) is not null)
        where add.Sources.All(source => add.Scope.Expand(source) is { } path && !CopySource.IsRemote(path) && !CopySource.IsArchive(path))
        let copy = char.IsAsciiLetterUpper(add.Keyword.Text[0]) ? "COPY" : "copy"
        select At(file, add, $"ADD of {SyntaxProblems.Quote(add.Sources[0].Text)} does nothing that COPY does not do.", new("Use COPY.")
        {
            Edits = MayUnpack(add, BuildContext.Of(context)) ? [] : [file.Replace(add.Keyword, copy)],
        });

    // "dist/*" may find an archive, which ADD unpacks and COPY does not.
    private static bool MayUnpack(CopyInstruction add, BuildContext? context)
    {
        if (context is not null && add.Stage is not null && add.From is null)
            return BuildContext.Sources(add).Any(source => source.Pattern.Literal is null && context.Sent.Any(path => MayBeArchive(path) && source.Takes(path)));
        return add.Sources.Any(source => source.Text.AsSpan().ContainsAny('*', '?', '[') && !IsEndingKnown(CopySource.FileName(source.Text)));
    }

    // ADD looks at the content; nearly all archives are called so, or have no ending.
    private static bool MayBeArchive(string path) => CopySource.IsArchive(path) || !CopySource.FileName(path).Contains('.', StringComparison.Ordinal);

    private static bool IsEndingKnown(string name) => name.AsSpan(name.AsSpan().LastIndexOfAny('*', '?', ']') + 1) is [.., _] rest && rest.Contains('.') && rest[^1] != '.';
}
