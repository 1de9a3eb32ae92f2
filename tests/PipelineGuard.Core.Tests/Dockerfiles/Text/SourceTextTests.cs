using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Text;

/// <summary>Bytes, lines and edits.</summary>
public sealed class SourceTextTests
{
    [Theory]
    [InlineData("utf-8", false, nameof(SourceEncoding.Utf8))]
    [InlineData("utf-8", true, nameof(SourceEncoding.Utf8))]
    [InlineData("utf-16", false, nameof(SourceEncoding.Utf16LittleEndian))]
    [InlineData("utf-16", true, nameof(SourceEncoding.Utf16LittleEndian))]
    [InlineData("utf-16BE", false, nameof(SourceEncoding.Utf16BigEndian))]
    [InlineData("utf-16BE", true, nameof(SourceEncoding.Utf16BigEndian))]
    public void Recognises_encodings(string encoding, bool mark, string expected)
    {
        const string text = "FROM debian:12\nLABEL a=Käse\n";
        var encoder = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? encoder.GetPreamble() : [], .. encoder.GetBytes(text)];

        var source = SourceDecoder.Decode(bytes);

        Assert.Equal((expected, text), (source.Encoding.ToString(), source.Text.TrimStart('\uFEFF')));
        Assert.Null(source.FirstInvalid);
        Assert.Equal(new(1, 1), source.PositionOf(source.MarkLength));
    }

    [Theory]
    [InlineData("a\nb", 0, 1, 1)]
    [InlineData("a\nb", 1, 1, 2)]
    [InlineData("a\nb", 2, 2, 1)]
    [InlineData("a\r\nb\n", 5, 3, 1)]
    [InlineData("", 0, 1, 1)]
    [InlineData("\uFEFFa", 1, 1, 1)]
    [InlineData("🐳a", 2, 1, 3)]
    public void Counts_lines_and_columns_from_1(string text, int offset, int line, int column)
    {
        var source = new SourceText(text);

        Assert.Equal(new(line, column), source.PositionOf(offset));
        Assert.Equal(offset, source.OffsetOf(new(line, column)));
    }

    [Fact]
    public void Applies_edits_from_any_order_and_leaves_the_rest_alone()
    {
        var source = new SourceText("\uFEFFone\r\ntwo\r\n");
        TextEdit[] edits = [new("f", 2, 1, 2, 4, "zwei"), new("f", 1, 1, 1, 1, ">"), new("f", 2, 2, 2, 3, "overlaps")];

        Assert.Equal("\uFEFF>one\r\nzwei\r\n", TextEdits.Apply(source, edits));
    }
}
