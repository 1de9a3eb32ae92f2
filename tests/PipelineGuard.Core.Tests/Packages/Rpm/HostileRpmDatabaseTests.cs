using System.Buffers.Binary;
using CsCheck;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.Rpm;

namespace PipelineGuard.Packages.Rpm;

/// <summary>Databases that were made to keep us busy, to fill our memory, or to hide a package.</summary>
public sealed class HostileRpmDatabaseTests
{
    private const int SqlitePage = 512;
    private readonly List<string> _damage = [];

    [Theory, InlineData("small.sqlite"), InlineData("small.ndb"), InlineData("small.bdb")]
    public void An_honest_database_has_five_headers(string file)
    {
        Assert.Equal(5, Headers(Sample(file)).Count);
        Assert.Empty(_damage);
    }

    [Fact]
    public void Rows_that_are_reached_twice_are_read_once()
    {
        // Two inner pages whose children are each other, over and over.
        var file = Sqlite(Interior(own: 3, children: 40), Interior(own: 2, children: 40));

        Assert.Empty(Rows(file, 2));
        Assert.Contains(_damage, detail => detail.Contains("twice", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tree_without_end_ends()
    {
        var pages = Enumerable.Range(0, 2_000).Select(i => Interior(own: (uint)(3 + (i % 1_999)), children: 100)).ToArray();

        Assert.Empty(Rows(Sqlite(pages), 2));
    }

    [Theory, InlineData(3u), InlineData(2u), InlineData(0u), InlineData(uint.MaxValue)]
    public void A_payload_on_pages_in_a_ring_ends(uint next)
    {
        // A leaf with one row of 400 000 bytes whose overflow page names itself, the leaf, nothing, or a page that is not there.
        var leaf = new byte[SqlitePage];
        leaf[0] = 0x0d;
        BinaryPrimitives.WriteUInt16BigEndian(leaf.AsSpan(3), 1);
        BinaryPrimitives.WriteUInt16BigEndian(leaf.AsSpan(8), 100);
        byte[] cell = [0x98, 0xb5, 0x00, 0x01];
        cell.CopyTo(leaf, 100);
        for (int at = 110; at < SqlitePage - 4; at += 4) BinaryPrimitives.WriteUInt32BigEndian(leaf.AsSpan(at), 3);
        var overflow = new byte[SqlitePage];
        BinaryPrimitives.WriteUInt32BigEndian(overflow, next);

        Rows(Sqlite([leaf, overflow, .. Enumerable.Repeat(new byte[SqlitePage], 2_000)]), 2);
    }

    [Fact]
    public void A_ring_of_overflow_pages_in_a_berkeley_db_ends()
    {
        var database = Sample("small.bdb");
        for (int page = 0; page < database.Length; page += 4096)
        {
            if (database[page + 25] != 7) continue;
            BinaryPrimitives.WriteUInt32LittleEndian(database.AsSpan(page + 16), (uint)(page / 4096)); // Itself is the next.
            BinaryPrimitives.WriteUInt16LittleEndian(database.AsSpan(page + 22), 1); // One byte each.
        }

        Headers([.. database, .. new byte[1 << 20]]);

        Assert.True(_damage.Count <= database.Length / 4096);
    }

    [Fact]
    public void Slots_that_all_name_one_package_do_not_make_it_many()
    {
        var database = Sample("small.ndb");
        var first = database.AsSpan(32, 16).ToArray();
        for (int slot = 32; slot < 4096; slot += 16) first.CopyTo(database, slot);

        Assert.True(Headers(database).Sum(header => (long)header.Length) <= database.Length);
        Assert.NotEmpty(_damage);
    }

    [Theory, InlineData("small.sqlite"), InlineData("small.ndb"), InlineData("small.bdb")]
    public void Whatever_is_damaged_the_work_stays_within_the_size_of_the_file(string file)
    {
        var original = Sample(file);
        var patch = Gen.Select(Gen.Int[0, original.Length - 4], Gen.OneOf(Gen.UInt, Gen.UInt[0, 9], Gen.Const(uint.MaxValue)));
        patch.Array[1, 12].Sample(
            patches =>
            {
                var database = original.ToArray();
                foreach (var (at, value) in patches) BinaryPrimitives.WriteUInt32LittleEndian(database.AsSpan(at), value);
                _damage.Clear();
                Assert.True(Headers(database).Sum(header => (long)header.Length) <= database.Length);
                Assert.True(_damage.Count <= database.Length);
            },
            iter: 2_000,
            threads: 1);
    }

    [Fact]
    public void No_header_makes_the_reader_throw()
    {
        var original = Headers(Sample("small.ndb"))[2];
        var patch = Gen.Select(Gen.Int[0, original.Length - 4], Gen.OneOf(Gen.UInt, Gen.UInt[0, 9], Gen.Const(uint.MaxValue), Gen.Const(0x7fffffffu)));
        Gen.Select(patch.Array[1, 8], Gen.Int[0, original.Length]).Sample(
            (patches, length) =>
            {
                var blob = original.ToArray();
                foreach (var (at, value) in patches) BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(at), value);
                Read(blob);
                Read(blob.AsSpan(0, length));
            },
            iter: 20_000);
    }

    [Fact]
    public void A_long_folder_for_a_million_files_is_soon_given_up()
    {
        var looked = 0;
        var paths = new PathCollector(_ => ++looked < 0);
        var folder = new byte[4_000];
        Array.Fill(folder, (byte)'f');

        for (int i = 0; i < 1_000_000; i++) paths.Add(folder, "a"u8);

        Assert.InRange(looked, 100_000, 300_000);
    }

    private static void Read(ReadOnlySpan<byte> blob)
    {
        if (!RpmHeader.TryParse(blob, out var header)) return;
        RpmEntry.Read(header, new PackageNames());
        header.CollectFiles(new PathCollector(_ => true));
    }

    private List<byte[]> Headers(byte[] database)
    {
        using var stream = new MemoryStream(database);
        return [.. RpmDatabase.Headers(stream, _damage.Add).Select(header => header.ToArray())];
    }

    private List<byte[]> Rows(byte[] database, uint root)
    {
        using var stream = new MemoryStream(database);
        return [.. SqliteFile.Open(new(stream), _damage.Add)!.Rows(root).Select(row => row.ToArray())];
    }

    // The header page of a real database, then these.
    private static byte[] Sqlite(params byte[][] pages) => [.. Sample("small.sqlite").AsSpan(0, SqlitePage), .. pages.SelectMany(page => page)];

    private static byte[] Interior(uint own, int children)
    {
        var page = new byte[SqlitePage];
        page[0] = 0x05;
        BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(3), (ushort)children);
        BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(8), own);
        BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(SqlitePage - 8), own);
        for (int i = 0; i < children; i++) BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(12 + (2 * i)), SqlitePage - 8);
        return page;
    }

    private static byte[] Sample(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Packages", "Data", "rpm", file));
}
