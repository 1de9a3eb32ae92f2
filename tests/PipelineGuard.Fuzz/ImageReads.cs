using System.Formats.Tar;
using System.Security.Cryptography;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Images.Sources;
using PipelineGuard.IO;

namespace PipelineGuard.Fuzz;

/// <summary>The containers that images come in.</summary>
internal static class ImageReads
{
    private const int BlockBytes = 4096;
    private const int LargestLayer = 64 << 20;

    /// <summary>Walks all entries and their contents. Checksums are set right first, or hardly anything would come behind them.</summary>
    public static void Tar(byte[] input)
    {
        input = WithChecksums(input);
        using var stream = new MemoryStream(input);
        Walk(new StreamBlocks(stream, BlockBytes, CancellationToken.None), input.Length);
    }

    /// <summary>The same for what is compressed, within the limits of a layer.</summary>
    public static void Layer(byte[] input)
    {
        if (!Decompressor.Recognize(input, out var compression, out _)) return;
        using var stored = new MeteredStream(new MemoryStream(input), hashed: true, onRead: null, CancellationToken.None);
        using var inflater = new BoundedInflater(stored, compression, ReadLimits.Default, LargestLayer, nameof(ReadLimits.LayerBytes));
        Walk(new DirectBlocks(inflater.Fill, LayerStream.BlockSize), LargestLayer);
        if (stored.Finish() is null) throw new InvalidOperationException("There is no digest.");
    }

    private static void Walk(IBlockSource blocks, long most)
    {
        using var reader = new IO.Tar.TarReader(blocks, ReadLimits.Default);
        for (long entries = 0; reader.MoveNext(); entries++)
        {
            if (entries > most) throw new InvalidOperationException("There are more entries than bytes.");
            while (!reader.NextBlock().IsEmpty)
            {
            }
        }
    }

    /// <summary>Opens images in which the input is, in turn, each of the JSON documents.</summary>
    public static void OciJson(byte[] input)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(input));
        GuardException? refused = null;
        foreach (var archive in (byte[][])
        [
            Archive(("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"u8.ToArray()), ("index.json", input), ($"blobs/sha256/{digest}", input)),
            Archive(("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"u8.ToArray()), ("index.json", Index(digest, input.Length)), ($"blobs/sha256/{digest}", input)),
            Archive(("manifest.json", input), ("config.json", input)),
            Archive(("manifest.json", "[{\"Config\":\"config.json\",\"Layers\":[]}]"u8.ToArray()), ("config.json", input)),
        ])
        {
            try
            {
                ImageOpener.Open("-", null, ReadLimits.Default, new NoLog(), CancellationToken.None, () => new MemoryStream(archive)).Dispose();
            }
            catch (GuardException answer)
            {
                refused = answer;
            }
        }
        if (refused is not null) throw refused;
    }

    private static byte[] Index(string digest, int size) => System.Text.Encoding.UTF8.GetBytes(
        $"{{\"schemaVersion\":2,\"manifests\":[{{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"sha256:{digest}\",\"size\":{size}}}]}}");

    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        var result = new MemoryStream();
        using (var writer = new TarWriter(result, leaveOpen: true))
        {
            foreach (var (name, content) in files) writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }
        return result.ToArray();
    }

    // POSIX.1-2024, "pax": octal at 148, the sum of all bytes with blanks in its place; the magic word stands at 257.
    private static byte[] WithChecksums(byte[] input)
    {
        var result = input.ToArray();
        for (int at = 0; at + 512 <= result.Length; at += 512)
        {
            var header = result.AsSpan(at, 512);
            if (!header[257..].StartsWith("ustar"u8)) continue;
            header.Slice(148, 8).Fill((byte)' ');
            int sum = 0;
            foreach (byte b in header) sum += b;
            System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0", header[148..]);
        }
        return result;
    }
}
