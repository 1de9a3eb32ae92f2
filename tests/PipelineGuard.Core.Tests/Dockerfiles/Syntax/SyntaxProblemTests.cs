namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>What a builder would refuse is said with its place, and the rest is read all the same.</summary>
public sealed class SyntaxProblemTests
{
    [Theory]
    [InlineData("heredoc-unterminated.dockerfile", "2,9")]
    [InlineData("unterminated-quotes.dockerfile", "2,7 4,9")]
    [InlineData("unknown-instructions.dockerfile", "2,1 3,1")]
    [InlineData("no-from.dockerfile", "1,1 1,1 2,1")]
    [InlineData("circular.dockerfile", "6,6 8,6")]
    [InlineData("duplicate-stage.dockerfile", "2,19 3,19 4,16 5,1")]
    [InlineData("onbuild.dockerfile", "7,9 8,9 9,1")]
    [InlineData("healthchecks.dockerfile", "5,1 6,13")]
    [InlineData("json-forms.dockerfile", "10,7")]
    [InlineData("bad-directives.dockerfile", "1,1 2,1")]
    [InlineData("utf16-no-mark.dockerfile", "1,1")]
    [InlineData("utf16-mark.dockerfile", "1,1")]
    [InlineData("utf16-big-endian.dockerfile", "1,1")]
    [InlineData("latin1.dockerfile", "2,13")]
    [InlineData("binary.dockerfile", "1,8")]
    [InlineData("empty.dockerfile", "1,1")]
    [InlineData("only-comments.dockerfile", "1,1")]
    public void Names_the_place(string name, string expected) => Assert.Equal(expected, Places(Dockerfile.Parse(Corpus.Bytes(name))));

    [Theory]
    [InlineData("ARG A=x\nFROM ${A")]
    [InlineData("FROM a:1\nENV B=${}")]
    [InlineData("FROM a:1\nWORKDIR /${A!x}")]
    [InlineData("FROM a:1\nLABEL b=\"${A:x}\"")]
    [InlineData("FROM a:1\nCOPY ${A:-${B} /x")]
    [InlineData("FROM a:1\nARG B=${A:-\"}\"")]
    [InlineData("FROM a:1\nENV B=${:-x}")]
    [InlineData("FROM a:1\nENV B=${A:#x}")]
    [InlineData("FROM a:1\nEXPOSE ${")]
    public void An_expansion_that_builders_refuse_is_a_problem(string text) => Assert.Single(Dockerfile.Parse(text).Problems);

    [Theory]
    [InlineData("ARG A=1\nFROM a:${A:-${A:+${A:?no}}}")]
    [InlineData("FROM a:1\nENV B=${A#x} C=${A##x} D=${A%x} E=${A%%x} F=${A/x/y} G=${A//x/y} H=${A-} I=${1} J=${@} K=${A?}")]
    [InlineData("FROM a:1\nENV B=\\${ C='${' D=\"\\${\" E=$ F={ G=} H=${A:-'}'} I=\"${A:-\"}\"}\"")]
    [InlineData("FROM a:1\nRUN echo ${A!x} ${A^^} ${A:1:2}")]
    public void An_expansion_that_builders_or_shells_take_is_none(string text) => Assert.Empty(Dockerfile.Parse(text).Problems);

    [Theory]
    [InlineData("COPY --form=a /x /y", 6, "'--form'")]
    [InlineData("COPY --From=a /x /y", 6, "'--From'")]
    [InlineData("COPY --from=a --from=b /x /y", 15, "twice")]
    [InlineData("COPY --from /x /y", 6, "value")]
    [InlineData("COPY --link=maybe x /y", 6, "true or false")]
    [InlineData("ADD --from=a /x /y", 5, "'--from'")]
    [InlineData("ENTRYPOINT --help x", 12, "takes no options")]
    [InlineData("CMD --config /etc/x", 5, "takes no options")]
    [InlineData("ENV --a=b C=d", 5, "takes no options")]
    [InlineData("RUN --mounts=type=cache,target=/x ls", 5, "'--mounts'")]
    [InlineData("RUN --mount=type=caches,target=/x ls", 5, "'caches'")]
    [InlineData("RUN --mount=type=secret,idd=x ls", 5, "'idd'")]
    [InlineData("RUN --mount=type=cache,target ls", 5, "'target'")]
    [InlineData("RUN --network=bridge ls", 5, "'bridge'")]
    [InlineData("RUN --security=unsafe ls", 5, "'unsafe'")]
    [InlineData("HEALTHCHECK --intervall=3s CMD x", 13, "'--intervall'")]
    [InlineData("HEALTHCHECK --interval=30 CMD x", 13, "'30'")]
    [InlineData("HEALTHCHECK --timeout=5sec CMD x", 13, "'5sec'")]
    [InlineData("HEALTHCHECK --retries=3x CMD x", 13, "'3x'")]
    [InlineData("HEALTHCHECK --interval=3s CMD", 27, "command")]
    [InlineData("ONBUILD COPY --form=a /x /y", 14, "'--form'")]
    [InlineData("ENV =x", 5, "name")]
    [InlineData("ARG =x", 5, "name")]
    [InlineData("COPY x <<EOF\nhi\nEOF", 8, "destination")]
    public void An_option_or_word_that_builders_refuse_is_a_problem(string instruction, int column, string said)
    {
        var file = Dockerfile.Parse("FROM a:1\n" + instruction);

        var problem = Assert.Single(file.Problems);
        Assert.Contains(said, problem.Message);
        var place = file.Source.PositionOf(problem.Span.Start);
        Assert.Equal((2, column), (place.Line, place.Column));
    }

    [Theory]
    [InlineData("FROM --platform=$BUILDPLATFORM a:1")]
    [InlineData("FROM a:1\nCOPY --from=b --chown=a:b --chmod=u+x --link --parents --exclude=*.md --exclude=*.txt ./x /y")]
    [InlineData("FROM a:1\nADD --checksum=sha256:00 --keep-git-dir=TRUE --link=false --unpack https://x/y /z")]
    [InlineData("FROM a:1\nRUN --mount=type=CACHE,dst=/a,sharing=locked,uid=1 --mount=type=secret,id=a,env=A,required --mount=type=bind,src=.,target=.,rw ls")]
    [InlineData("FROM a:1\nRUN --mount=type=bind,source=.,target=/x,relabel=shared,z --device=x=y --network=none --security=insecure ls --all")]
    [InlineData("FROM a:1\nARG T=cache N=none\nRUN --mount=type=$T,target=/x --network=$N ls")]
    [InlineData("FROM a:1\nHEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=0 --start-interval=500ms --retries=5 CMD curl --fail x")]
    [InlineData("FROM a:1\nHEALTHCHECK --interval=$X NONE")]
    [InlineData("FROM a:1\nCMD app --help\nENTRYPOINT [\"--x\"]")]
    [InlineData("# syntax=example.com/other/frontend:1\nFROM a:1\nCOPY --whatever a b")]
    public void Options_of_Docker_Podman_and_other_frontends_are_none(string text) => Assert.Empty(Dockerfile.Parse(text).Problems);

    [Fact]
    public void A_mirror_of_the_frontend_is_still_the_frontend() =>
        Assert.Single(Dockerfile.Parse("# syntax=mirror.example.com/docker/dockerfile:1\nFROM a:1\nCOPY --whatever a b").Problems);

    [Fact]
    public void Files_without_mistakes_have_no_problems()
    {
        string[] mistaken =
        [
            "heredoc-unterminated", "unterminated-quotes", "unknown-instructions", "no-from", "circular", "duplicate-stage", "onbuild", "healthchecks",
            "json-forms", "bad-directives", "utf16-no-mark", "utf16-mark", "utf16-big-endian", "latin1", "binary", "empty", "only-comments", "legacy-forms",
        ];

        foreach (var name in Corpus.Names.Where(name => !mistaken.Contains(Path.GetFileNameWithoutExtension(name))))
            Assert.Equal((name, ""), (name, Places(Dockerfile.Parse(Corpus.Bytes(name)))));
    }

    [Fact]
    public void Goes_on_behind_a_heredoc_without_an_end()
    {
        var file = Dockerfile.Parse(Corpus.Bytes("heredoc-unterminated.dockerfile"));

        Assert.Equal(["FROM", "RUN", "USER", "CMD"], file.Instructions.Select(instruction => instruction.Keyword.Text));
    }

    [Fact]
    public void Says_so_when_there_are_too_many_to_list()
    {
        var file = Dockerfile.Parse(string.Concat(Enumerable.Repeat("NOPE x\n", 500)));

        Assert.Equal(101, file.Problems.Length);
    }

    private static string Places(Dockerfile file) =>
        string.Join(' ', file.Problems.Select(problem => file.Source.PositionOf(problem.Span.Start)).Select(place => $"{place.Line},{place.Column}"));
}
