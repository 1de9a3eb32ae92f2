using System.Security.Cryptography;
using System.Text;
using PipelineGuard.Images;
using PipelineGuard.IO;

namespace PipelineGuard.Scanning.Caching;

/// <summary>
/// Layers that were read before, each under the digest that was verified when it was read: that of the stored bytes, or the diff id where the image
/// states no other. A diff id that was not verified is no key: an image could claim that of another's layer, and would be believed.
/// </summary>
/// <param name="folder">Keeps the files.</param>
internal sealed class LayerCache(CacheFolder folder) : ILayerCache<FileReport>
{
    private const int HashBytes = SHA256.HashSizeInBytes;

    /// <inheritdoc/>
    public KeptLayer<FileReport>? Find(Layer layer)
    {
        if (KeyOf(layer) is not { } key || folder.Read(key) is not { } bytes) return null;
        try
        {
            return Decode(bytes, layer.Index);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            folder.Drop(key);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Keep(Layer layer, KeptLayer<FileReport> learned)
    {
        if (KeyOf(layer) is { } key) folder.Write(key, Encode(learned));
    }

    /// <summary>True for what reading a damaged file throws.</summary>
    internal static bool IsDamage(Exception failure) =>
        failure is InvalidDataException or EndOfStreamException or ArgumentException or FormatException or OverflowException or IOException;

    /// <summary>The bytes that keep a layer, with their hash at the end.</summary>
    internal static byte[] Encode(KeptLayer<FileReport> learned)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        var contents = learned.Result.Contents;
        writer.Write(contents.Bytes);
        writer.Write(contents.Files);
        contents.Entries.WriteTo(writer);
        writer.WriteAll(learned.Result.Files, static (to, file) =>
        {
            to.Write(file.Key.Entry);
            to.Write(file.Path.Value);
            to.WriteIfAny(file.Result, FileReportFormat.Write);
            to.Write(file.IsRead);
            to.Write(file.IsNamed);
        });
        writer.WriteAll(learned.Problems, FileReportFormat.Write);
        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>What the bytes keep, for a layer at a place.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    internal static KeptLayer<FileReport> Decode(byte[] bytes, int index)
    {
        if (bytes.Length < HashBytes || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - HashBytes)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - HashBytes)))
        {
            throw new InvalidDataException("It is not what was written.");
        }
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, bytes.Length - HashBytes, writable: false), Encoding.UTF8);
        long size = reader.ReadInt64();
        int files = reader.ReadInt32();
        var entries = LayerEntries.ReadFrom(reader);
        var found = reader.ReadAll(from => new FoundFile<FileReport>(
            new(index, from.ReadInt32()), ImagePath.Of(from.ReadString()), from.ReadIfAny(FileReportFormat.Read), from.ReadBoolean(), from.ReadBoolean()));
        if (found.Any(file => file.Key.Entry < 0 || file.Key.Entry >= entries.Count)) throw new InvalidDataException("A file has no entry.");
        return new(new(new(index, size, files, Complete: true, entries), found), reader.ReadAll(FileReportFormat.ReadProblem));
    }

    private static Digest? KeyOf(Layer layer) => layer.Digest ?? layer.DiffId;
}
