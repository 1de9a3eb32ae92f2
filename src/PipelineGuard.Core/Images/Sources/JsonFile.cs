using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>Reads the JSON documents that describe an image, within <see cref="ReadLimits.ManifestBytes"/> and <see cref="ReadLimits.JsonDepth"/>.</summary>
/// <param name="files">Where they are.</param>
/// <param name="target">The target as the user named it.</param>
/// <param name="limits">Bounds size and depth.</param>
/// <param name="log">Told when a document does not match its digest.</param>
internal sealed class JsonFile(IImageFiles files, string target, ReadLimits limits, IScanLog log)
{
    /// <summary>A document by its path; null when it is not there.</summary>
    /// <exception cref="GuardException">It is too large or no JSON.</exception>
    public JsonElement? TryRead(string path) => files.Find(path) is { } blob ? Parse(Bytes(blob, path), path) : null;

    /// <summary>A document by its digest, which is verified.</summary>
    /// <exception cref="GuardException">It is not there, too large or no JSON.</exception>
    public JsonElement Read(Digest digest)
    {
        var path = BlobPath(digest);
        return Read(path, digest);
    }

    /// <summary>A document by its path, whose digest is verified when one is stated.</summary>
    /// <exception cref="GuardException">It is not there, too large or no JSON.</exception>
    public JsonElement Read(string path, Digest? digest)
    {
        if (files.Find(path) is not { } blob) throw Damaged($"It names '{path}', which is not there.");
        var bytes = Bytes(blob, path);
        if (digest is { } promised && Hash(bytes) is var found && found != promised)
        {
            log.Report(new(Problems.DigestMismatch, path, $"The image promises {promised}, but the bytes have {found}."));
        }
        return Parse(bytes, path);
    }

    /// <summary>Digest of a document by its path; null when it is not there.</summary>
    public Digest? DigestOf(string path) => files.Find(path) is { } blob ? Hash(Bytes(blob, path)) : null;

    /// <summary>Where an OCI layout keeps the content of a digest (OCI image spec, image-layout.md §blobs).</summary>
    public static string BlobPath(Digest digest) => "blobs/sha256/" + digest.Hex;

    /// <summary>The image cannot be read at all.</summary>
    public GuardException Damaged(string detail, Exception? inner = null) => new(Problems.BadImage, target, detail, inner);

    private static Digest Hash(byte[] bytes) => Digest.FromSha256(System.Security.Cryptography.SHA256.HashData(bytes));

    private byte[] Bytes(IBlob blob, string path)
    {
        try
        {
            using var stream = new BoundedStream(blob.Open(), limits.ManifestBytes, nameof(ReadLimits.ManifestBytes));
            return stream.ReadToEnd();
        }
        catch (Exception failure) when (failure is LimitException or IOException or UnauthorizedAccessException)
        {
            throw Damaged($"'{path}' could not be read: {failure.Message}", failure);
        }
    }

    private JsonElement Parse(byte[] bytes, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutBrokenText(bytes), new() { MaxDepth = limits.JsonDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw Damaged($"'{path}' is not the JSON it should be: {failure.Message}", failure);
        }
    }

    // Container engines (Go's encoding/json) read U+FFFD in place of bytes that are no UTF-8, and start such an image.
    private static byte[] WithoutBrokenText(byte[] bytes) => Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
}
