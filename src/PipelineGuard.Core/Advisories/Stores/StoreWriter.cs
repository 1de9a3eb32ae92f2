using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PipelineGuard.Advisories.Stores;

/// <summary>Collects the content of a store and writes it. The same calls in the same order give the same bytes.</summary>
internal sealed class StoreWriter
{
    private readonly StoreBuffer _parts = new();
    private readonly List<Part> _order = [];

    /// <summary>The texts of the store.</summary>
    public StoreStrings Strings { get; } = new();

    /// <summary>The records, one behind the other.</summary>
    public StoreBuffer Records { get; } = new();

    /// <summary>Adds bytes to the block of a key, behind what it has already.</summary>
    public void Append(string key, ReadOnlySpan<byte> part)
    {
        int name = Strings.Add(key);
        _order.Add(new(StoreFormat.HashOf(Strings.Utf8At(name)), name, _order.Count, _parts.Length, part.Length));
        _parts.WriteBytes(part);
    }

    /// <summary>Writes the store in place of what stands at <paramref name="path"/>; readers of the old file keep it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="meta">What it says about itself.</param>
    /// <param name="header">Kind, number of records and dates; the rest is filled in.</param>
    public void Write(string path, StoreMeta meta, StoreHeader header)
    {
        var metaSection = new StoreBuffer();
        meta.Write(metaSection, Strings);
        var (index, blocks) = Arrange();
        header = header with
        {
            Keys = index.Length / StoreFormat.IndexRowLength,
            Sections = [metaSection.Length, Strings.Span.Length, index.Length, blocks.Length, Records.Length],
        };
        AtomicFile.Replace(path, target =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> front = stackalloc byte[StoreFormat.HeaderLength];
            header.Write(front);
            Put(target, hash, front);
            Put(target, hash, metaSection.Span);
            Put(target, hash, Strings.Span);
            Put(target, hash, index.Span);
            Put(target, hash, blocks.Span);
            Put(target, hash, Records.Span);
            target.Write(hash.GetHashAndReset());
        });
    }

    /// <summary>Writes a store again with another date for the age gate.</summary>
    /// <exception cref="Findings.GuardException">The store is damaged (PG4003).</exception>
    public static void Confirm(string path, StoreKind kind, DateTimeOffset asOf)
    {
        using (StoreFile.Open(path, kind)) { }
        using var old = MappedFile.Open(path);
        AtomicFile.Replace(path, target =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var front = old.Span[..StoreFormat.HeaderLength].ToArray();
            BinaryPrimitives.WriteInt64LittleEndian(front.AsSpan(StoreFormat.AsOfOffset), asOf.ToUnixTimeSeconds());
            Put(target, hash, front);
            Put(target, hash, old.Span[StoreFormat.HeaderLength..^StoreFormat.TrailerLength]);
            target.Write(hash.GetHashAndReset());
        });
    }

    // Keys in the order of their hash, then of their UTF-8; the parts of a key in the order they came.
    private (StoreBuffer Index, StoreBuffer Blocks) Arrange()
    {
        _order.Sort(Compare);
        StoreBuffer index = new(), blocks = new();
        for (int i = 0; i < _order.Count;)
        {
            var (hash, key) = (_order[i].Hash, _order[i].Key);
            int start = blocks.Length;
            for (; i < _order.Count && _order[i].Key == key; i++) blocks.WriteBytes(_parts.Span.Slice(_order[i].Start, _order[i].Length));
            index.WriteUInt32(hash);
            index.WriteUInt32((uint)key);
            index.WriteUInt32((uint)start);
            index.WriteUInt32((uint)(blocks.Length - start));
        }
        return (index, blocks);
    }

    private int Compare(Part a, Part b)
    {
        if (a.Key == b.Key) return a.Number.CompareTo(b.Number);
        return a.Hash.CompareTo(b.Hash) is var order and not 0 ? order : Strings.Utf8At(a.Key).SequenceCompareTo(Strings.Utf8At(b.Key));
    }

    private static void Put(Stream target, IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        target.Write(bytes);
    }

    private readonly record struct Part(uint Hash, int Key, int Number, int Start, int Length);
}
