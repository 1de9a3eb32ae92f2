using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// A repository of a registry as if it were an OCI layout that holds one image or index: so both are read by the same code. Documents are
/// fetched when they are opened, layers when they are read.
/// </summary>
internal sealed class RegistryFiles : IImageFiles
{
    private readonly RegistryClient _client;
    private readonly RegistryReference _reference;
    private readonly ReadLimits _limits;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, IBlob> _files = new(StringComparer.Ordinal);

    private RegistryFiles(RegistryClient client, RegistryReference reference, ReadLimits limits, CancellationToken cancellation) =>
        (_client, _reference, _limits, _cancellation) = (client, reference, limits, cancellation);

    /// <summary>Digest of the manifest or index that the name stands for.</summary>
    public Digest Top { get; private set; }

    /// <summary>Asks for what the name stands for.</summary>
    /// <param name="client">The registry; disposed with the result.</param>
    /// <param name="reference">The image.</param>
    /// <param name="limits">Bounds its documents.</param>
    /// <param name="cancellation">Ends this and every later read.</param>
    /// <exception cref="GuardException">The registry does not give it, or it is no image.</exception>
    public static RegistryFiles Open(RegistryClient client, RegistryReference reference, ReadLimits limits, CancellationToken cancellation)
    {
        var files = new RegistryFiles(client, reference, limits, cancellation);
        var (bytes, type) = files.Fetch(() => client.GetManifestAsync(reference.Asked, cancellation));
        files.Top = Digest.FromSha256(SHA256.HashData(bytes));
        if (reference.Digest is { } pinned && pinned != files.Top)
        {
            throw new GuardException(Problems.RegistryRefused, reference.ToString(), $"The registry has something else under this digest: its bytes have {files.Top}.");
        }
        type = files.Learn(bytes) ?? type;
        if (type is not (MediaTypes.OciIndex or MediaTypes.OciManifest or MediaTypes.DockerIndex or MediaTypes.DockerManifest))
        {
            throw new GuardException(Problems.NotAnImage, reference.ToString(), "The registry has something under this name that is no image, or one in a format from before 2017.");
        }
        files.Add(files.Top, new MemoryBlob(bytes));
        files._files["oci-layout"] = new MemoryBlob("{}"u8.ToArray());
        files._files["index.json"] = new MemoryBlob(files.Index(type, bytes.Length));
        return files;
    }

    /// <inheritdoc/>
    public IBlob? Find(string path) => _files.GetValueOrDefault(path);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private byte[] Index(string type, int size) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["manifests"] = new JsonArray(new JsonObject
        {
            ["mediaType"] = type,
            ["digest"] = Top.ToString(),
            ["size"] = size,
            ["annotations"] = new JsonObject { [OciLayout.RefName] = _reference.ToString() },
        }),
    }.ToJsonString());

    private (byte[] Bytes, string? Type) Fetch(Func<Task<HttpResponseMessage>> get)
    {
        try
        {
            // What reads documents has no asynchronous way; the client's waits have an end.
            return Task.Run(FetchAsync, _cancellation).GetAwaiter().GetResult();
        }
        catch (LimitException limit)
        {
            throw new GuardException(Problems.BadImage, _reference.ToString(), limit.Message, limit);
        }
        catch (Exception broken) when (broken is HttpIOException or HttpRequestException or IOException || broken is OperationCanceledException && !_cancellation.IsCancellationRequested)
        {
            throw RegistryFailure.Unreachable(_reference, $"The registry broke off its answer: {broken.Message}", broken);
        }

        async Task<(byte[], string?)> FetchAsync()
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
            using var response = await get().ConfigureAwait(false);
            silence.CancelAfter(_client.Retry.Silence);
            var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            return (await BoundedBody.ReadAsync(body, _limits.ManifestBytes, silence.Token).ConfigureAwait(false), response.Content.Headers.ContentType?.MediaType);
        }
    }

    // Notes what a document names, so that it can be found; gives its media type as it states it itself. What is no JSON names nothing.
    private string? Learn(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new() { MaxDepth = _limits.JsonDepth });
            var root = document.RootElement;
            foreach (var item in root.Items("manifests")) Note(item, digest => new Document(this, digest, SizeOf(item), () => _client.GetManifestAsync(digest.ToString(), _cancellation)));
            foreach (var item in root.Items("layers")) Note(item, digest => new RemoteBlob(_client, digest, SizeOf(item), _cancellation));
            if (root.Object("config") is { } config) Note(config, digest => new Document(this, digest, SizeOf(config), () => _client.GetBlobAsync(digest, from: 0, _cancellation)));
            return root.Text("mediaType") ?? (root.Items("manifests").Any() ? MediaTypes.OciIndex : root.Items("layers").Any() ? MediaTypes.OciManifest : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Note(JsonElement descriptor, Func<Digest, IBlob> make)
    {
        if (descriptor.Digest("digest") is { } digest) Add(digest, make(digest));
    }

    private void Add(Digest digest, IBlob blob) => _files.TryAdd(JsonFile.BlobPath(digest), blob);

    private static long SizeOf(JsonElement descriptor) => Math.Max(descriptor.Number("size") ?? 0, 0);

    /// <summary>A document that is fetched when somebody wants to read it, once.</summary>
    private sealed class Document(RegistryFiles files, Digest digest, long length, Func<Task<HttpResponseMessage>> get) : IBlob
    {
        private byte[]? _bytes;

        public long Length => length;

        public Stream Open()
        {
            if (_bytes is not null) return new MemoryStream(_bytes, writable: false);
            _bytes = files.Fetch(get).Bytes;
            // What is not what was promised may be anything: nothing it names is looked at.
            if (Digest.FromSha256(SHA256.HashData(_bytes)) == digest) files.Learn(_bytes);
            return new MemoryStream(_bytes, writable: false);
        }
    }

    private sealed class MemoryBlob(byte[] bytes) : IBlob
    {
        public long Length => bytes.Length;

        public Stream Open() => new MemoryStream(bytes, writable: false);
    }
}
