using System.Formats.Tar;
using System.Text;
using CsCheck;
using PipelineGuard.Images.Building;

namespace PipelineGuard.IO.Tar;

public sealed class TarReaderTests
{
    private static readonly string LongName = string.Join('/', Enumerable.Range(0, 40).Select(i => $"folder-{i:D2}"));

    public static TheoryData<TarEntryFormat> Formats => [TarEntryFormat.V7, TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu];

    [Theory, MemberData(nameof(Formats))]
    public void Reads_what_the_framework_writes(TarEntryFormat format)
    {
        var tar = TestTar.Write(
            [
                new(TarEntryType.Directory, "etc/") { Mode = (UnixFileMode)0b111_101_101 },
                new(TarEntryType.RegularFile, "etc/passwd") { Content = "root:x:0:0"u8.ToArray() },
                new(TarEntryType.SymbolicLink, "etc/mtab") { Target = "/proc/mounts" },
                new(TarEntryType.HardLink, "etc/passwd-") { Target = "etc/passwd" },
                new(TarEntryType.RegularFile, "empty"),
            ],
            format);

        Assert.Equal(
            ["Directory etc/  755 ''", "File etc/passwd  644 'root:x:0:0'", "SymbolicLink etc/mtab /proc/mounts 644 ''", "HardLink etc/passwd- etc/passwd 644 ''", "File empty  644 ''"],
            Read(tar));
    }

    [Theory, InlineData(TarEntryFormat.Pax), InlineData(TarEntryFormat.Gnu)]
    public void Reads_names_and_targets_of_any_length(TarEntryFormat format)
    {
        var tar = TestTar.Write([new(TarEntryType.RegularFile, LongName + "/ä") { Content = "x"u8.ToArray() }, new(TarEntryType.SymbolicLink, "s") { Target = LongName }], format);

        Assert.Equal([$"File {LongName}/ä  644 'x'", $"SymbolicLink s {LongName} 644 ''"], Read(tar));
    }

    [Fact]
    public void Joins_the_two_parts_of_a_ustar_name()
    {
        var name = LongName[..140];
        Assert.Equal([$"File {name}  644 'x'"], Read(TestTar.Write([new(TarEntryType.RegularFile, name) { Content = "x"u8.ToArray() }], TarEntryFormat.Ustar)));
    }

    [Fact]
    public void Reads_sizes_in_base_256()
    {
        var header = TestTar.Header('0', "big", change: header =>
        {
            header.AsSpan(124, 12).Clear();
            (header[124], header[135]) = (0x80, 5);
        });

        Assert.Equal(["File big  644 'hello'"], Read([.. header, .. "hello"u8, .. new byte[507 + 1024]]));
    }

    [Fact]
    public void A_pax_size_outranks_the_header()
    {
        var pax = Encoding.UTF8.GetBytes(TestTar.PaxRecord("size", "5") + TestTar.PaxRecord("path", "named/by/pax"));

        Assert.Equal(["File named/by/pax  644 'hello'"], Read([.. TestTar.Entry('x', "PaxHeader", pax), .. TestTar.Header('0', "a"), .. "hello"u8, .. new byte[507 + 1024]]));
    }

    [Fact]
    public void Global_pax_headers_name_no_entry()
    {
        var comment = Encoding.UTF8.GetBytes(TestTar.PaxRecord("comment", "0123456789") + TestTar.PaxRecord("path", "evil"));

        Assert.Equal(["File a  644 'x'"], Read([.. TestTar.Entry('g', "pax_global_header", comment), .. TestTar.Entry('0', "a", "x"u8.ToArray()), .. new byte[1024]]));
    }

    [Fact]
    public void Old_entries_with_a_slash_behind_their_name_are_directories() =>
        Assert.Equal(["Directory a/  644 ''"], Read([.. TestTar.Header('\0', "a/"), .. new byte[1024]]));

    [Fact]
    public void Passes_over_sparse_files_with_their_maps()
    {
        var sparse = TestTar.Header('S', "sparse", size: 3, change: header => header[482] = 1);
        var map = new byte[512];
        map[504] = 1;
        var gnuPax = Encoding.UTF8.GetBytes(TestTar.PaxRecord("GNU.sparse.major", "1") + TestTar.PaxRecord("GNU.sparse.name", "real") + TestTar.PaxRecord("path", "GNUSparseFile.0/real"));
        byte[] tar =
        [
            .. sparse, .. map, .. new byte[512], .. "abc"u8, .. new byte[509],
            .. TestTar.Entry('x', "x", gnuPax), .. TestTar.Entry('0', "GNUSparseFile.0/real", "1\n0\n"u8.ToArray()),
            .. TestTar.Entry('0', "next", "n"u8.ToArray()), .. new byte[1024],
        ];

        Assert.Equal(["SparseFile sparse  644", "SparseFile real  644", "File next  644 'n'"], Read(tar, content: EntryKind.File));
    }

    [Fact]
    public void Accepts_checksums_over_signed_bytes()
    {
        var header = TestTar.Header('0', "ä");
        header.AsSpan(148, 8).Fill((byte)' ');
        int sum = header.Sum(b => (sbyte)b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0").CopyTo(header, 148);

        Assert.Equal(["File ä  644 ''"], Read([.. header, .. new byte[1024]]));
    }

    [Fact]
    public void An_archive_may_end_without_zeros_or_be_empty()
    {
        Assert.Equal(["File a  644 'x'"], Read(TestTar.Entry('0', "a", "x"u8.ToArray())));
        Assert.Empty(Read([]));
        Assert.Empty(Read(new byte[10240]));
    }

    [Fact]
    public void What_stands_behind_the_end_is_no_entry() =>
        Assert.Equal(["File a  644 'x'"], Read([.. TestTar.Entry('0', "a", "x"u8.ToArray()), .. new byte[1024], .. TestTar.Entry('0', "b", "y"u8.ToArray())]));

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "garbage", [.. Enumerable.Range(1, 2048).Select(i => (byte)(i * 7 + 1))] },
        { "wrong checksum", Changed(TestTar.Header('0', "a"), 0) },
        { "one block of zeros", [.. new byte[512], .. TestTar.Entry('0', "b", "y"u8.ToArray())] },
        { "negative size", TestTar.Header('0', "a", change: header => header.AsSpan(124, 12).Fill(0xff)) },
        { "size of letters", TestTar.Header('0', "a", change: header => "zzzzzzzzzzz"u8.CopyTo(header.AsSpan(124))) },
        { "size beyond all", TestTar.Header('0', "a", change: header => { header.AsSpan(124, 12).Fill(0xff); header[124] = 0x80; }) },
        { "pax record without length", [.. TestTar.Entry('x', "x", "path=a\n"u8.ToArray()), .. TestTar.Header('0', "a")] },
        { "pax record too long", [.. TestTar.Entry('x', "x", "99 path=a\n"u8.ToArray()), .. TestTar.Header('0', "a")] },
        { "pax record without key", [.. TestTar.Entry('x', "x", "8 patha\n"u8.ToArray()), .. TestTar.Header('0', "a")] },
        { "pax size of letters", [.. TestTar.Entry('x', "x", Encoding.UTF8.GetBytes(TestTar.PaxRecord("size", "ten"))), .. TestTar.Header('0', "a")] },
    };

    [Theory, MemberData(nameof(Damaged))]
    public void Refuses_damage(string what, byte[] tar) => Assert.ThrowsAny<InvalidDataException>(() => Read(tar, what: what));

    public static TheoryData<string, byte[]> Truncated => new()
    {
        { "in a header", TestTar.Header('0', "a")[..300] },
        { "in a content", [.. TestTar.Header('0', "a", size: 2000), .. new byte[512]] },
        { "lying size", [.. TestTar.Header('0', "a", size: 60L << 20), .. new byte[4096]] },
        { "in a pax header", [.. TestTar.Header('x', "a", size: 2000), .. new byte[512]] },
        { "in a sparse map", TestTar.Header('S', "a", change: header => header[482] = 1) },
    };

    [Theory, MemberData(nameof(Truncated))]
    public void Notices_truncation(string what, byte[] tar) => Assert.Throws<EndOfStreamException>(() => Read(tar, what: what));

    [Fact]
    public void A_lying_size_costs_no_memory()
    {
        byte[] tar = [.. TestTar.Header('0', "a", size: 60L << 20), .. new byte[4096]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<EndOfStreamException>(() => Read(tar));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory, InlineData('x'), InlineData('L'), InlineData('K')]
    public void Refuses_extended_headers_that_are_too_large(char type)
    {
        var limit = Assert.Throws<LimitException>(() => Read([.. TestTar.Header(type, "x", size: 100L << 20), .. new byte[100 << 10]]));

        Assert.Contains("HeaderBytes", limit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_nobody_reads_to_its_end_is_passed_over()
    {
        byte[] tar = [.. TestTar.Entry('0', "big", new byte[5000]), .. TestTar.Entry('0', "small", "s"u8.ToArray()), .. new byte[1024]];
        using var reader = new TarReader(Blocks(tar, 512), ReadLimits.Default);

        Assert.True(reader.MoveNext());
        Assert.Equal(512, reader.NextBlock().Length);
        Assert.True(reader.MoveNext());
        Assert.Equal("s"u8, Content(reader));
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void Reads_the_same_whatever_the_block_size() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Byte.Array[0, 3000].Array[0, 8]).Sample((blockSize, contents) =>
        {
            var tar = TestTar.WriteFiles(contents.Select((content, i) => ($"f{i}", content)));
            using var reader = new TarReader(Blocks(tar, blockSize), ReadLimits.Default);
            foreach (var content in contents)
            {
                Assert.True(reader.MoveNext());
                Assert.Equal(content, Content(reader));
            }
            Assert.False(reader.MoveNext());
        }, iter: 300);

    [Fact]
    public void Never_throws_anything_unexpected_on_changed_bytes()
    {
        var good = TestTar.Write([new(TarEntryType.RegularFile, LongName) { Content = new byte[700] }, new(TarEntryType.SymbolicLink, "s") { Target = LongName }, new(TarEntryType.Directory, "d")]);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            var tar = (byte[])good.Clone();
            foreach (var (at, value) in changes) tar[at] = value;
            try
            {
                Read(tar);
            }
            catch (Exception expected) when (expected is InvalidDataException or EndOfStreamException or LimitException)
            {
                // These are the three ways in which reading may end.
            }
        }, iter: 3_000);
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        bytes[at] ^= 0x55;
        return bytes;
    }

    private static List<string> Read(byte[] tar, EntryKind? content = null, string what = "")
    {
        Assert.NotNull(what);
        using var reader = new TarReader(Blocks(tar, 4096), ReadLimits.Default);
        var entries = new List<string>();
        while (reader.MoveNext())
        {
            var entry = $"{reader.Kind} {Encoding.UTF8.GetString(reader.Name)} {Encoding.UTF8.GetString(reader.LinkName)} {Convert.ToString(reader.Mode, 8)}";
            entries.Add(content is null || content == reader.Kind ? $"{entry} '{Encoding.UTF8.GetString(Content(reader))}'" : entry);
        }
        return entries;
    }

    private static byte[] Content(TarReader reader)
    {
        var content = new List<byte>();
        for (var block = reader.NextBlock(); !block.IsEmpty; block = reader.NextBlock()) content.AddRange(block.Span);
        return [.. content];
    }

    private static DirectBlocks Blocks(byte[] tar, int blockSize)
    {
        var stream = new MemoryStream(tar);
        return new(buffer => stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false), blockSize);
    }
}
