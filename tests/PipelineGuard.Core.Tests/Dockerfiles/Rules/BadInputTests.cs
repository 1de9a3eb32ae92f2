using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What is no proper Dockerfile gives a finding at the place that is wrong, and what stands behind it is checked all the same.</summary>
public sealed class BadInputTests
{
    // Something that is found wherever it is read, in a line of its own.
    private const string Rest = "RUN sudo true\n";

    private static readonly string LongLine = new('x', 1 << 20);

    /// <summary>Name, bytes, rule and place of the finding about what is wrong, and the line in which the rest stands.</summary>
    public static TheoryData<string, byte[], string, int> Inputs => new()
    {
        { "binary", Encoding.UTF8.GetBytes("FROM a:1\n\u007FELF\0\u0001\u0002\0\n" + Rest), "PGD001(2,5)", 3 },
        { "bytes that are no text", [.. "FROM a:1\nLABEL a="u8, 0xC3, 0x28, .. "\n"u8, .. Encoding.UTF8.GetBytes(Rest)], "PGD001(2,9)", 3 },
        { "UTF-16 with a mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("FROM a:1\n" + Rest)], "PGD001(1,1)", 2 },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes("FROM a:1\n" + Rest), "PGD001(1,1)", 2 },
        { "UTF-16, high byte first", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("FROM a:1\n" + Rest)], "PGD001(1,1)", 2 },
        { "UTF-32 with a mark", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("FROM a:1\n" + Rest)], "PGD001(1,1)", 2 },
        { "UTF-32, high byte first", [0, 0, 0xFE, 0xFF, .. new UTF32Encoding(true, false).GetBytes("FROM a:1\n" + Rest)], "PGD001(1,1)", 2 },
        { "carriage returns and a mistake", Encoding.UTF8.GetBytes("FROM a:1\r\nRNU x\r\nRUN sudo true\r\n"), "PGD001(2,1)", 3 },
        { "a line of a megabyte", Encoding.UTF8.GetBytes($"FROM a:1\nRNU {LongLine}\n{Rest}"), "PGD001(2,1)", 3 },
        { "a script of a megabyte", Encoding.UTF8.GetBytes($"FROM a:1\nRUN echo {LongLine} 'x\n{Rest}"), "PGD001(2,1048587)", 3 },
        { "a heredoc without an end", Encoding.UTF8.GetBytes("FROM a:1\nRUN cat <<EOF\n" + Rest), "PGD001(2,9)", 3 },
        { "an open quote in ENV", Encoding.UTF8.GetBytes("FROM a:1\nENV A=\"b\n" + Rest), "PGD001(2,7)", 3 },
        { "an open quote in RUN", Encoding.UTF8.GetBytes("FROM a:1\nRUN echo 'b\n" + Rest), "PGD001(2,10)", 3 },
        { "a circle of stages", Encoding.UTF8.GetBytes("FROM a:1 AS x\nCOPY --from=y /a /\nFROM a:1 AS y\nCOPY --from=x /a /\n" + Rest), "PGD001(4,6)", 5 },
        { "a stage that copies from itself", Encoding.UTF8.GetBytes("FROM a:1 AS x\nCOPY --from=x /a /\n" + Rest), "PGD025(2,6)", 3 },
        { "an unknown instruction", Encoding.UTF8.GetBytes("FROM a:1\nHELLO world\n" + Rest), "PGD001(2,1)", 3 },
        { "no FROM", Encoding.UTF8.GetBytes("RUN true\n" + Rest), "PGD001(1,1)", 2 },
    };

    /// <summary>Every keyword, alone and behind <c>ONBUILD</c>.</summary>
    public static TheoryData<string> Keywords => [.. Enum.GetNames<InstructionKind>().SelectMany(name => (string[])[name.ToUpperInvariant(), $"ONBUILD {name.ToUpperInvariant()}"])];

    [Theory, MemberData(nameof(Inputs))]
    public void Names_the_place_and_goes_on(string name, byte[] input, string expected, int rest)
    {
        var places = Check(input).Select(finding => $"{finding.Rule}({finding.Location.Line},{finding.Location.Column})").ToList();

        Assert.True(places.Contains(expected), $"{name}: {expected} is not among {string.Join(' ', places)}");
        Assert.Contains($"PGD302({rest},5)", places);
    }

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("utf-32", "UTF-32")]
    [InlineData("utf-32BE", "UTF-32")]
    public void Says_what_encoding_a_file_has_and_keeps_it(string name, string expected)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("FROM debian:12.5\nMAINTAINER Jö\n")];

        Assert.Contains(Check(bytes), finding => finding.Message == $"The file is {expected}; builders read UTF-8 only.");
        Assert.DoesNotContain(Check(bytes), finding => finding.Message.Contains("NUL", StringComparison.Ordinal));
        byte[] repaired = [.. encoding.Preamble, .. encoding.GetBytes("FROM debian:12.5\nLABEL org.opencontainers.image.authors=\"Jö\"\n")];
        Assert.Equal(repaired, DockerfileFixer.Fix(bytes, DockerfileContext.Empty).Bytes.ToArray());
    }

    [Theory, MemberData(nameof(Keywords))]
    public void No_rule_trips_over_an_instruction_without_arguments(string instruction)
    {
        foreach (var arguments in (string[])["", " ", " --from=x", " --chmod=777 --mount", " []", " \"", " =", " <<A"])
        {
            var text = $"FROM a:1\n{instruction}{arguments}\n{Rest}";

            Assert.Contains(Check(Encoding.UTF8.GetBytes(text)), finding => finding.Rule.Value == "PGD302");
            var repaired = DockerfileFixer.Fix(text, DockerfileContext.Empty, null, "Dockerfile").Text;
            Assert.Equal(repaired, DockerfileFixer.Fix(repaired, DockerfileContext.Empty, null, "Dockerfile").Text);
        }
    }

    [Theory, InlineData("$U"), InlineData("$U/x"), InlineData("\"$U\""), InlineData("x://"), InlineData("://"), InlineData("$")]
    public void No_rule_trips_over_an_address_that_is_none(string address)
    {
        foreach (var command in (string[])["curl -kO", "wget --no-check-certificate", "aria2c", "curl -o x.sh"])
        {
            var text = $"FROM a:1\nRUN {command} {address} && sh x.sh && chmod +x x && tar xf x\nADD {address} /\n{Rest}";

            Assert.Contains(Check(Encoding.UTF8.GetBytes(text)), finding => finding.Rule.Value == "PGD302");
        }
    }

    private static ImmutableArray<Finding> Check(byte[] input) => DockerfileChecker.Check(Dockerfile.Parse(input), DockerfileContext.Empty, null);
}
