using PipelineGuard.Images.Building;

namespace PipelineGuard.IO;

public sealed class DecompressorTests
{
    private static readonly byte[] Text = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * i >> 4))];

    [Theory, InlineData(Compression.None), InlineData(Compression.Gzip), InlineData(Compression.Zstd)]
    public void Recognises_and_undoes(Compression compression)
    {
        Assert.Equal(Text, Read(TestCompression.Compress(Text, compression), compression));
    }

    [Theory, InlineData(Compression.Gzip), InlineData(Compression.Zstd)]
    public void Reads_several_members_as_one(Compression compression)
    {
        byte[] twice = [.. TestCompression.Compress(Text, compression), .. TestCompression.Compress(Text, compression)];

        Assert.Equal([.. Text, .. Text], Read(twice, compression));
    }

    [Theory, InlineData(Compression.Gzip), InlineData(Compression.Zstd)]
    public void Notices_truncation_and_damage(Compression compression)
    {
        var good = TestCompression.Compress(Text, compression);
        var damaged = (byte[])good.Clone();
        for (int i = 100; i < 200; i++) damaged[i] ^= 0xff;

        foreach (int cut in (int[])[1, 4, 8, 9, 20, 100, good.Length / 2, good.Length - 11]) AssertDamage(good[..^cut], compression);
        AssertDamage(damaged, compression);
        AssertDamage([.. good, .. "rubbish"u8], compression);
    }

    [Theory]
    [InlineData(new byte[] { 0xfd, 0x37, 0x7a, 0x58 }, "xz")]
    [InlineData(new byte[] { 0x42, 0x5a, 0x68, 0x39 }, "bzip2")]
    [InlineData(new byte[] { 0x04, 0x22, 0x4d, 0x18 }, "lz4")]
    public void Names_what_it_cannot_undo(byte[] start, string name)
    {
        Assert.False(Decompressor.Recognize(start, out _, out var unsupported));
        Assert.Equal(name, unsupported);
    }

    private static void AssertDamage(byte[] bytes, Compression compression) =>
        Assert.True(Decompressor.IsDamage(Assert.ThrowsAny<Exception>(() => Read(bytes, compression))));

    private static byte[] Read(byte[] bytes, Compression expected)
    {
        using var metered = new MeteredStream(new MemoryStream(bytes), hashed: true, onRead: null, TestContext.Current.CancellationToken);
        Assert.True(Decompressor.Recognize(metered.Peek(), out var compression, out _));
        Assert.Equal(expected, compression);
        using var inflater = new BoundedInflater(metered, compression, ReadLimits.Default, long.MaxValue, "none");
        var result = new MemoryStream();
        var buffer = new byte[7000];
        for (int read; (read = inflater.Fill(buffer)) > 0;) result.Write(buffer, 0, read);
        Assert.Equal(Digest.FromSha256(System.Security.Cryptography.SHA256.HashData(bytes)), metered.Finish());
        return result.ToArray();
    }
}
