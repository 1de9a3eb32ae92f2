using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// Lists what is attached to an image: by the referrers API (OCI distribution specification 1.1 §listing referrers), the tag that stands in
/// for it, the tags of cosign, and the attestations that BuildKit puts into an index. Listed, not verified: no signature is checked.
/// </summary>
internal sealed class RegistryAttachments(RegistryClient client, RegistryReference reference, ReadLimits limits, IScanLog log)
{
    // Nobody attaches more; a hostile registry could list millions.
    private const int Most = 200;
    private const int MostDocuments = 32;
    private const int MostPages = 5;
    private static readonly string[] CosignSuffixes = [".sig", ".att", ".sbom"];

    private int _documents;
    private int _cut;

    /// <summary>What is attached to a manifest, and to the index it was chosen from.</summary>
    public ImmutableArray<ImageAttachment> List(RegistryFiles files, Digest manifest, CancellationToken cancellation)
    {
        try
        {
            // See RegistryFiles: what opens images has no asynchronous way.
            return Task.Run(() => ListAsync(files, manifest, cancellation), cancellation).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (IsTrouble(failure) && !cancellation.IsCancellationRequested)
        {
            log.Report(new(Problems.AttachmentsUnknown, reference.ToString(), failure is GuardException known ? known.Detail : failure.Message));
            return [];
        }
    }

    private async Task<ImmutableArray<ImageAttachment>> ListAsync(RegistryFiles files, Digest manifest, CancellationToken cancellation)
    {
        // All questions at once: each is a way to the registry and back, and most are answered with "no".
        var questions = new[] { files.Top, manifest }.Distinct()
            .SelectMany(subject => CosignSuffixes.Select(suffix => TaggedAsync($"sha256-{subject.Hex}{suffix}", cancellation)).Prepend(ReferrersAsync(subject, cancellation)))
            .Append(AttestationsAsync(files, manifest, cancellation));
        var found = (await Task.WhenAll(questions).ConfigureAwait(false)).SelectMany(answer => answer);
        return [.. found.Distinct().OrderBy(item => item.Kind, StringComparer.Ordinal).ThenBy(item => item.Type, StringComparer.Ordinal).ThenBy(item => item.Digest, StringComparer.Ordinal).Take(Most)];
    }

    private async Task<IEnumerable<ImageAttachment>> ReferrersAsync(Digest subject, CancellationToken cancellation)
    {
        var path = $"referrers/{subject}";
        var page = await DocumentAsync(path, MediaTypes.OciIndex, cancellation).ConfigureAwait(false);
        if (page is null && await DocumentAsync($"manifests/sha256-{subject.Hex}", MediaTypes.OciIndex, cancellation).ConfigureAwait(false) is { } tagged) return Referrers(tagged.Json);
        var found = new List<ImageAttachment>();
        for (int pages = 1; page is { } read; pages++)
        {
            found.AddRange(Referrers(read.Json));
            if (read.Next is not { } next) break;
            bool isSameList = client.PathOf(next) is { } following && following.StartsWith(path, StringComparison.Ordinal);
            if (!isSameList || pages == MostPages) return Cut(found);
            page = await DocumentAsync(client.PathOf(next)!, MediaTypes.OciIndex, cancellation).ConfigureAwait(false);
        }
        return found;
    }

    private static IEnumerable<ImageAttachment> Referrers(JsonElement index) =>
        from item in index.Items("manifests").Take(Most)
        let digest = item.Digest("digest")
        where digest is not null
        let type = item.Object("annotations")?.Text("dev.sigstore.bundle.predicateType") ?? item.Text("artifactType") ?? item.Text("mediaType") ?? ""
        select Attachment(type, digest.Value);

    private T Cut<T>(T found)
    {
        if (Interlocked.Exchange(ref _cut, 1) == 0) log.Report(new(Problems.AttachmentsUnknown, reference.ToString(), "The list of what is attached goes on for longer than was read, or elsewhere."));
        return found;
    }

    // The layers of such a manifest are what is attached.
    private async Task<IEnumerable<ImageAttachment>> TaggedAsync(string tag, CancellationToken cancellation) =>
        await DocumentAsync($"manifests/{tag}", MediaTypes.OciManifest, cancellation).ConfigureAwait(false) is { } found ? Layers(found.Json, found.Digest) : [];

    private async Task<IEnumerable<ImageAttachment>> AttestationsAsync(RegistryFiles files, Digest manifest, CancellationToken cancellation)
    {
        if (files.Find(JsonFile.BlobPath(files.Top)) is not { } top) return [];
        using var stream = top.Open();
        using var index = await JsonDocument.ParseAsync(stream, new() { MaxDepth = limits.JsonDepth }, cancellation).ConfigureAwait(false);
        var result = new List<ImageAttachment>();
        foreach (var item in index.RootElement.Items("manifests").Take(Most))
        {
            if (item.Object("annotations")?.Digest("vnd.docker.reference.digest") != manifest || item.Digest("digest") is not { } digest) continue;
            if (await DocumentAsync($"manifests/{digest}", MediaTypes.OciManifest, cancellation).ConfigureAwait(false) is { } found) result.AddRange(Layers(found.Json, digest));
        }
        return result;
    }

    private static IEnumerable<ImageAttachment> Layers(JsonElement manifest, Digest digest) =>
        from layer in manifest.Items("layers").Take(Most)
        let notes = layer.Object("annotations")
        select Attachment(notes?.Text("in-toto.io/predicate-type") ?? notes?.Text("predicateType") ?? layer.Text("mediaType") ?? "", digest);

    private async Task<Document?> DocumentAsync(string path, string accept, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _documents) > MostDocuments) return Cut<Document?>(null);
        using var response = await client.TryGetAsync(path, accept, cancellation).ConfigureAwait(false);
        if (response is null) return null;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(client.Retry.Silence);
        var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        var bytes = await BoundedBody.ReadAsync(body, limits.ManifestBytes, silence.Token).ConfigureAwait(false);
        using var document = JsonDocument.Parse(bytes, new() { MaxDepth = limits.JsonDepth });
        return new(document.RootElement.Clone(), Digest.FromSha256(SHA256.HashData(bytes)), NextPage.Of(response));
    }

    private sealed record Document(JsonElement Json, Digest Digest, string? Next);

    private static ImageAttachment Attachment(string type, Digest digest) => new(KindOf(type), type, digest.ToString());

    private static string KindOf(string type)
    {
        foreach (var (word, kind) in Words)
        {
            if (type.Contains(word, StringComparison.OrdinalIgnoreCase)) return kind;
        }
        return "other";
    }

    // The first word that is in the type decides: an attested bill of materials is one.
    private static readonly (string Word, string Kind)[] Words =
    [
        ("vex", "vex"), ("csaf", "vex"),
        ("spdx", "sbom"), ("cyclonedx", "sbom"), ("syft", "sbom"), ("sbom", "sbom"),
        ("simplesigning", "signature"), ("signature", "signature"), ("notary", "signature"), ("sigstore.bundle", "signature"), ("cosign/sign", "signature"),
        ("in-toto", "attestation"), ("dsse", "attestation"), ("slsa", "attestation"), ("attest", "attestation"),
    ];

    private static bool IsTrouble(Exception failure) =>
        failure is GuardException or HttpIOException or HttpRequestException or IOException or LimitException or JsonException or OperationCanceledException;
}
