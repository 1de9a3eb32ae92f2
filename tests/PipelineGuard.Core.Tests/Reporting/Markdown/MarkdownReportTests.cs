using System.Text;
using CsCheck;

namespace PipelineGuard.Reporting.Markdown;

public sealed class MarkdownReportTests
{
    [Theory]
    [InlineData("Buffer overread in libssl", "Buffer overread in libssl")]
    [InlineData("a|b", "a&#124;b")]
    [InlineData("<script>", "&#60;script&#62;")]
    [InlineData("*bold* _it_ ~no~", "&#42;bold&#42; &#95;it&#95; &#126;no&#126;")]
    [InlineData("[text](target)", "&#91;text&#93;(target)")]
    [InlineData("&copy;", "&#38;copy;")]
    [InlineData("@octocat", "&#64;&#8203;octocat")]
    [InlineData("see #12", "see &#35;&#8203;12")]
    [InlineData("https://evil.example", "https:&#8203;//evil.example")]
    [InlineData("WWW.evil.example", "WWW&#8203;.evil.example")]
    [InlineData("- item", "&#45; item")]
    [InlineData("1. item", "1&#46; item")]
    [InlineData("1 of 2", "1 of 2")]
    [InlineData("one\n\n# two", "one  &#35;&#8203; two")]
    public void Text_stays_text(string text, string expected) => Assert.Equal(expected, MarkdownText.Escape(text, 1_000));

    [Theory]
    [InlineData("", "")]
    [InlineData("@angular/core 1.0~rc1+b2", "`@angular/core 1.0~rc1+b2`")]
    [InlineData("a`b", "<code>a&#96;b</code>")]
    [InlineData("a|b", "<code>a&#124;b</code>")]
    [InlineData(" a", "<code> a</code>")]
    public void Names_are_code(string text, string expected) => Assert.Equal(expected, MarkdownText.Code(text, 1_000));

    [Fact]
    public void Is_never_cut_inside_a_character()
    {
        // Escapes use up the room, and it ends between the halves of a character.
        for (int escapes = 10; escapes < 20; escapes++) Assert.True(Nasty.IsHarmless(MarkdownText.Escape(new string('`', escapes) + "𠜎𠜎", 40)));
    }

    [Fact]
    public void Hostile_text_leaves_no_cell_and_begins_no_html() =>
        Nasty.Text.Sample(text => MarkdownText.Escape(text, 100).IndexOfAny(['|', '<', '`', '\n', '[', '@', '\\']) < 0);

    [Theory]
    [InlineData(MarkdownReport.StepSummaryBytes)]
    [InlineData(65_536)]
    public void Keeps_within_its_room_and_says_what_is_left_out(int room)
    {
        using var writer = new StringWriter();
        MarkdownReport.Write(TestReport.Large(30_000), writer, room);
        var text = writer.ToString();

        Assert.InRange(Encoding.UTF8.GetByteCount(text), room / 2, room);
        Assert.Contains("left out for want of room, the least severe", text, StringComparison.Ordinal);
        Assert.Contains("### What was looked at", text, StringComparison.Ordinal);
        Assert.Equal(text.Split("<details>").Length, text.Split("</details>").Length);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('@')]
    [InlineData('|')]
    [InlineData('é')]
    [InlineData('日')]
    public void Keeps_within_a_comment_whatever_the_names_are(char c)
    {
        var hostile = TestReport.Hostile(new string(c, 5_000));
        var report = hostile with
        {
            Reasons = [.. Enumerable.Repeat(hostile.Reasons[0], 100)],
            Targets = [.. Enumerable.Repeat(hostile.Targets[0], 100)],
            Problems = [.. Enumerable.Repeat(hostile.Problems[0], 100)],
            Findings = [.. Enumerable.Range(0, 100).SelectMany(i => hostile.Findings.Select(finding => finding with { Rule = new($"PGD{i:000}") }))],
        };
        using var writer = new StringWriter();
        MarkdownReport.Write(report, writer, 65_536);

        Assert.InRange(Encoding.UTF8.GetByteCount(writer.ToString()), 1_000, 65_536);
    }
}
