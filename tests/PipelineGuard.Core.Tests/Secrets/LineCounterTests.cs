using System.Text;

namespace PipelineGuard.Secrets;

public sealed class LineCounterTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("one\ntwo\n  ", 3, 3)]
    [InlineData("one\r\ntwo", 2, 4)]
    [InlineData("naïve – ", 1, 9)]
    [InlineData("a smile 😀 ", 1, 12)]
    [InlineData("first 😀\nsecond ü ", 2, 10)]
    public void Tells_line_and_column_as_editors_count_them_wherever_the_text_was_cut(string before, int line, int column)
    {
        var text = Encoding.UTF8.GetBytes(before);
        for (int cut = 0; cut <= text.Length; cut++)
        {
            var counter = new LineCounter();
            counter.Drop(text.AsSpan(0, cut));
            Assert.Equal((line, column), counter.PositionOf([.. text.AsSpan(cut), .. "secret"u8], text.Length - cut));
        }
    }

    [Fact]
    public void Counts_a_byte_that_is_no_text_as_one_column()
    {
        Assert.Equal((1, 6), new LineCounter().PositionOf([(byte)'k', 0xE9, (byte)'y', 0xFC, (byte)'='], 5));
    }

    [Fact]
    public void Begins_anew_with_every_text()
    {
        var counter = new LineCounter();
        counter.Drop("one\ntwo"u8);
        counter.Reset();
        Assert.Equal((1, 1), counter.PositionOf("secret"u8, 0));
    }
}
