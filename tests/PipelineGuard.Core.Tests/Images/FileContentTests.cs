using CsCheck;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;
using PipelineGuard.IO.Tar;

namespace PipelineGuard.Images;

public sealed class FileContentTests
{
    [Fact]
    public void Shows_inspectors_and_keepers_the_same_bytes_whatever_the_block_size() =>
        Gen.Select(Gen.Int[1, 9000], Gen.Byte.Array[0, 20_000].Array[1, 5], Gen.Bool).Sample((blockSize, contents, keep) =>
        {
            using var reader = Tar(contents, blockSize);
            using var content = new FileContent(ReadLimits.Default);
            foreach (var expected in contents)
            {
                Assert.True(reader.MoveNext());
                var seen = new Collector();
                Assert.Equal(expected.AsSpan(0, Math.Min(expected.Length, FileContent.HeadBytes)), content.Begin(reader).Span);
                var kept = content.Read([seen], keep);
                Assert.Equal(expected, seen.Bytes);
                if (keep) Assert.Equal(expected, kept.InMemory().ToArray());
            }
        }, iter: 300);

    [Fact]
    public void A_file_that_was_begun_and_left_does_not_disturb_the_next()
    {
        using var reader = Tar([new byte[9000], "second"u8.ToArray()], blockSize: 700);
        using var content = new FileContent(ReadLimits.Default);

        Assert.True(reader.MoveNext());
        content.Begin(reader);
        Assert.True(reader.MoveNext());

        Assert.Equal("second"u8, content.Begin(reader).Span);
        Assert.Equal("second"u8, content.Read([], keep: true).InMemory().Span);
    }

    [Fact]
    public void A_large_file_can_be_read_anywhere_without_being_in_memory()
    {
        var large = new byte[(16 << 20) + 123];
        for (int i = 0; i < large.Length; i += 1000) large[i] = (byte)(i / 1000);
        using var reader = Tar([large], blockSize: 1 << 20);
        using var content = new FileContent(new ReadLimits { FileBytes = 1 << 20 });
        Assert.True(reader.MoveNext());
        content.Begin(reader);

        var kept = content.Read([], keep: true);

        using var stream = kept.OpenStream();
        Assert.Equal(large.Length, stream.Length);
        stream.Position = 16_000_000;
        Assert.Equal(large[16_000_000], stream.ReadByte());
        var limit = Assert.Throws<LimitException>(() => kept.InMemory());
        Assert.Contains("FileBytes", limit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_short_is_not_taken_for_whole()
    {
        var tar = TestTar.WriteFiles([("f", new byte[5000])]);
        using var reader = new TarReader(Blocks(tar[..3000], 512), ReadLimits.Default);
        using var content = new FileContent(ReadLimits.Default);
        Assert.True(reader.MoveNext());

        Assert.Throws<EndOfStreamException>(() => content.Begin(reader));
    }

    private static TarReader Tar(IReadOnlyList<byte[]> contents, int blockSize) =>
        new(Blocks(TestTar.WriteFiles(contents.Select((content, i) => ($"f{i}", content))), blockSize), ReadLimits.Default);

    private static DirectBlocks Blocks(byte[] tar, int blockSize)
    {
        var stream = new MemoryStream(tar);
        return new(buffer => stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false), blockSize);
    }

    private sealed class Collector : IContentInspector
    {
        private readonly List<byte> _bytes = [];

        public IReadOnlyList<byte> Bytes => _bytes;

        public void Append(ReadOnlySpan<byte> block) => _bytes.AddRange(block);
    }
}
