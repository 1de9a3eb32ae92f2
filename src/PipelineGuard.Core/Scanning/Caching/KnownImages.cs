using System.Security.Cryptography;
using System.Text;
using PipelineGuard.IO;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning.Caching;

/// <summary>An image that was scanned before.</summary>
/// <param name="Name">What it was called.</param>
/// <param name="Repository">The same without tag and digest; for an image without a recorded name, what its file is called.</param>
/// <param name="Layers">How many layers it has.</param>
internal sealed record KnownImage(string Name, string Repository, int Layers);

/// <summary>
/// The images that were scanned before, each under the hash of its diff ids, so that another one that begins with the same layers is known to stand on it.
/// No engine starts an image whose diff ids are not those of its layers.
/// </summary>
/// <param name="folder">Keeps the files.</param>
internal sealed class KnownImages(CacheFolder folder)
{
    // Nobody stacks so many.
    private const int MostLayers = 512;
    private const int LongestName = 512;
    private const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>Remembers an image that was read whole; of two names for the same layers the one with a version stays.</summary>
    public void Keep(TargetReport image)
    {
        if (ChainsOf(image) is not [.., var key]) return;
        var name = NameOf(image)?.Text ?? image.LogicalName;
        var repository = RepositoryOf(image);
        if (name.Length > LongestName || repository.Length > LongestName) return;
        var known = Find(key);
        if (known is null || (!HasVersion(known.Name) && HasVersion(name))) folder.Write(key, Encode(new(name, repository, image.Layers.Length)));
    }

    /// <summary>The image with most layers, all of them another one's first; null when none is known. One of the same name is an earlier build, and no base.</summary>
    public KnownImage? Below(TargetReport image)
    {
        var chains = ChainsOf(image);
        for (int layers = chains.Count - 1; layers > 0; layers--)
        {
            if (Find(chains[layers - 1]) is { } known && known.Layers == layers && known.Repository != RepositoryOf(image)) return known;
        }
        return null;
    }

    private KnownImage? Find(Digest key)
    {
        if (folder.Read(key) is not { } bytes) return null;
        if (Decode(bytes) is { } known) return known;
        folder.Drop(key);
        return null;
    }

    // Of the first layer, of the first two, and so on; none where a diff id is not known.
    private static List<Digest> ChainsOf(TargetReport image)
    {
        var chains = new List<Digest>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var layer in image.Layers.Take(MostLayers))
        {
            if (!Digest.TryParse(layer.Facts.DiffId, out var diffId)) return [];
            hash.AppendData(Encoding.ASCII.GetBytes(diffId.ToString()));
            chains.Add(Digest.FromSha256(hash.GetCurrentHash()));
        }
        return chains.Count == image.Layers.Length ? chains : [];
    }

    private static BaseName? NameOf(TargetReport image) => BaseName.Of(image) ?? (image.RecordedName is { } recorded ? BaseName.Of(recorded) : null);

    private static string RepositoryOf(TargetReport image) => NameOf(image)?.Reference.Name ?? image.LogicalName;

    private static bool HasVersion(string name) => BaseName.Of(name)?.Reference.Tag is { } tag && TagVersion.Of(tag) is not null;

    private static byte[] Encode(KnownImage image)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(image.Name);
            writer.Write(image.Repository);
            writer.Write(image.Layers);
        }
        var bytes = stream.ToArray();
        return [.. bytes, .. SHA256.HashData(bytes)];
    }

    private static KnownImage? Decode(byte[] bytes)
    {
        if (bytes.Length < HashBytes || !SHA256.HashData(bytes.AsSpan(..^HashBytes)).AsSpan().SequenceEqual(bytes.AsSpan(^HashBytes..))) return null;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, 0, bytes.Length - HashBytes, writable: false), Encoding.UTF8);
            var image = new KnownImage(reader.ReadString(), reader.ReadString(), reader.ReadInt32());
            return image is { Name.Length: > 0 and <= LongestName, Repository.Length: <= LongestName, Layers: > 0 } ? image : null;
        }
        catch (Exception damage) when (LayerCache.IsDamage(damage))
        {
            return null;
        }
    }
}
