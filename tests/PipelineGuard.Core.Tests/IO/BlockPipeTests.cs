namespace PipelineGuard.IO;

public sealed class BlockPipeTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(3), InlineData(4), InlineData(100)]
    public void Hands_over_all_blocks_in_order(int count)
    {
        int made = 0;
        using var pipe = new BlockPipe(buffer => made == count ? 0 : Fill(buffer, ++made), blockSize: 8);

        for (int i = 1; i <= count; i++) Assert.Equal(i, pipe.Next().Span[7]);
        Assert.True(pipe.Next().IsEmpty);
        Assert.True(pipe.Next().IsEmpty);
    }

    [Fact]
    public void Throws_the_makers_failure_on_the_readers_thread_after_the_blocks_before_it()
    {
        int made = 0;
        using var pipe = new BlockPipe(buffer => ++made == 3 ? throw new InvalidDataException("third") : Fill(buffer, made), blockSize: 8);

        Assert.Equal(1, pipe.Next().Span[7]);
        Assert.Equal(2, pipe.Next().Span[7]);
        Assert.Equal("third", Assert.Throws<InvalidDataException>(() => pipe.Next()).Message);
    }

    [Fact]
    public void Stops_its_maker_when_it_is_given_up()
    {
        int made = 0;
        using (var pipe = new BlockPipe(buffer => Fill(buffer, ++made), blockSize: 8)) pipe.Next();
        int afterwards = made;

        Assert.InRange(afterwards, 1, 6);
        Assert.Equal(afterwards, made);
    }

    private static int Fill(Span<byte> buffer, int value)
    {
        buffer.Fill((byte)value);
        return buffer.Length;
    }
}
