using CsCheck;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>The tree keeps every character, whatever it is given.</summary>
public sealed class RoundTripTests
{
    // Pieces that mean something to the parser, so that mutations reach more than "unknown instruction".
    private static readonly string[] Pieces =
    [
        "FROM ", "RUN ", "COPY ", "ENV ", "ONBUILD ", "HEALTHCHECK ", "SHELL ", "a", "=", " ", "\t", "\n", "\r\n", "\\\n", "\\", "`", "# ", "# escape=`\n",
        "<<EOF", "<<-'E'", "EOF\n", "E\n", "\"", "'", "[\"", "\"]", "--mount=type=secret,id=", "--", "$", "${", "}", "$(", ")", "((", ";", "&&", "|", ">",
        "if ", "then ", "fi", "case ", " in ", ";;", "esac", "{ ", "sh -c ", "\0", "\uFEFF", "\uFFFC", "é", "\uD83D\uDC33",
    ];

    public static TheoryData<string> Files => [.. Corpus.Names];

    public static TheoryData<string> HostileInputs => [.. Corpus.Hostile.Select(input => input.Name)];

    [Theory, MemberData(nameof(Files))]
    public void Printing_gives_back_each_file_of_the_corpus(string name) => AssertIntact(Dockerfile.Parse(Corpus.Bytes(name)));

    [Theory, MemberData(nameof(HostileInputs))]
    public void Printing_gives_back_hostile_input(string name) => AssertIntact(Dockerfile.Parse(Corpus.Hostile.Single(input => input.Name == name).Text));

    [Fact]
    public void Printing_gives_back_random_pieces() =>
        Gen.OneOfConst(Pieces).Array[0, 60].Select(pieces => string.Concat(pieces)).Sample(text => AssertIntact(Dockerfile.Parse(text)), iter: 5_000);

    [Fact]
    public void Printing_gives_back_mutated_files()
    {
        var texts = Corpus.Texts.ToArray();
        Gen.Select(Gen.OneOfConst(texts), Gen.Int[0, 10_000], Gen.Int[0, 30], Gen.OneOfConst(Pieces))
            .Select((text, at, cut, piece) => Mutate(text, at, cut, piece))
            .Sample(text => AssertIntact(Dockerfile.Parse(text)), iter: 3_000);
    }

    private static string Mutate(string text, int at, int cut, string piece)
    {
        int start = text.Length == 0 ? 0 : at % text.Length;
        return text[..start] + piece + text[Math.Min(text.Length, start + cut)..];
    }

    private static void AssertIntact(Dockerfile file)
    {
        Assert.Equal(file.Source.Text, file.ToString());
        int end = 0;
        foreach (var node in file.Nodes)
        {
            Assert.Equal(end, node.FullSpan.Start);
            Assert.True(node.FullSpan.Contains(node.Span));
            end = node.FullSpan.End;
        }
        foreach (var instruction in file.Instructions) AssertInside(file, instruction);
    }

    private static void AssertInside(Dockerfile file, Instruction instruction)
    {
        Assert.True(instruction.Span.Contains(instruction.Keyword.Span));
        AssertSpans(file, instruction.Keyword);
        Assert.All(instruction.Flags, flag => Assert.True(instruction.Span.Contains(flag.Span)));
        Assert.All(instruction.Heredocs, heredoc => Assert.True(instruction.Span.Contains(heredoc.Span)));
        if (instruction is not CommandInstruction command) return;
        foreach (var shellCommand in command.Script.Commands)
        {
            // The full span, as a quote that is not closed reaches over the last line break.
            Assert.True(instruction.FullSpan.Contains(shellCommand.Span));
            Assert.All(shellCommand.Words, word => Assert.True(shellCommand.Span.Contains(word.Span)));
        }
        Assert.All(command.Script.Problems, problem => Assert.True(instruction.FullSpan.Contains(problem.Span)));
    }

    // A continuation may stand within a word: then its span is longer than its text, but begins and ends with it.
    private static void AssertSpans(Dockerfile file, Word word)
    {
        if (word.Text.Length == 0) return;
        var written = file.Source[word.Span];
        Assert.Equal((word.Text[0], word.Text[^1]), (written[0], written[^1]));
    }
}
