using System.Collections.Immutable;
using System.Security.Cryptography;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.IO;

namespace PipelineGuard.Advisories.Artifacts;

/// <summary>
/// Takes prebuilt stores from a registry. Each is compared with the digest of the manifest, opened and verified as a scan would, and only then put in the place of
/// the one that was there.
/// </summary>
internal sealed class StoreDownload(string folder, RegistryAccess access, IScanLog log)
{
    /// <summary>Brings the stores of an artifact into the folder.</summary>
    /// <param name="source">The artifact: <c>oci:HOST/NAME[:TAG][@DIGEST]</c>.</param>
    /// <param name="ecosystems">Those wanted; null for all that the artifact has.</param>
    /// <param name="progress">Hears of each when its turn comes; null when nobody listens.</param>
    /// <param name="cancellation">Ends it early; stores are replaced whole or not at all.</param>
    /// <exception cref="GuardException">The artifact cannot be used (PG4008), or the registry does not give it.</exception>
    public async Task<ImmutableArray<AdvisoryUpdate>> RunAsync(string source, IReadOnlyCollection<string>? ecosystems, IProgress<AdvisoryProgress>? progress, CancellationToken cancellation)
    {
        var reference = StoreArtifact.Reference(source);
        using var client = new RegistryClient(reference, access, log);
        var layers = await StoreArtifact.LayersAsync(client, reference, cancellation).ConfigureAwait(false);
        var wanted = layers.Where(layer => layer.Ecosystem is not { } ecosystem || ecosystems is null || ecosystems.Contains(ecosystem)).ToList();
        var updates = ImmutableArray.CreateBuilder<AdvisoryUpdate>();
        // What is missing is said, as a server's export without an ecosystem is.
        foreach (var missing in (ecosystems ?? []).Except(layers.Select(layer => layer.Ecosystem).OfType<string>())) updates.Add(Failed(missing, source, "The artifact has no store of this ecosystem."));
        Directory.CreateDirectory(folder);
        foreach (var group in wanted.GroupBy(layer => layer.Ecosystem).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            progress?.Report(new(group.Key ?? "", updates.Count, wanted.Count));
            if (await TakeAsync(client, source, group.Key, [.. group], cancellation).ConfigureAwait(false) is { } update) updates.Add(update);
        }
        return updates.ToImmutable();
    }

    // The severities of an ecosystem belong to its advisories; data about exploitation has no row of its own.
    private async Task<AdvisoryUpdate?> TakeAsync(RegistryClient client, string source, string? ecosystem, List<StoreLayer> layers, CancellationToken cancellation)
    {
        bool isNew = false;
        try
        {
            foreach (var layer in layers) isNew |= await TakeAsync(client, layer, cancellation).ConfigureAwait(false);
            if (ecosystem is null) return null;
            using var store = AdvisoryStore.Open(folder, ecosystem);
            return new(ecosystem, isNew ? AdvisoryUpdateOutcome.Written : AdvisoryUpdateOutcome.Unchanged, store?.Info, 0);
        }
        catch (Exception failure) when (failure is GuardException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var said = Failed(ecosystem ?? layers[0].Name, source, failure is GuardException { Detail: var detail } ? detail : failure.Message);
            return ecosystem is null ? null : said;
        }
    }

    private AdvisoryUpdate Failed(string what, string source, string why)
    {
        log.Report(new(Problems.AdvisorySourceUnavailable, source, $"{what}: {why}"));
        return new(what, AdvisoryUpdateOutcome.Failed, null, 0);
    }

    // False when it is there already.
    private async Task<bool> TakeAsync(RegistryClient client, StoreLayer layer, CancellationToken cancellation)
    {
        var place = Path.Combine(folder, layer.Name);
        if (await HoldsAsync(place, layer, cancellation).ConfigureAwait(false)) return false;
        var unfinished = Path.Combine(folder, $".{layer.Name}.{Path.GetRandomFileName()}");
        try
        {
            await DownloadAsync(client, layer, unfinished, cancellation).ConfigureAwait(false);
            using (StoreFile.Open(unfinished, layer.Kind))
            {
                // It verifies the whole file.
            }
            File.Move(unfinished, place, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task DownloadAsync(RegistryClient client, StoreLayer layer, string file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var remote = new RemoteStream(client, layer.Digest, layer.Size, cancellation);
        var written = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        await using (remote.ConfigureAwait(false))
        await using (written.ConfigureAwait(false))
        {
            var buffer = new byte[128 << 10];
            // The stream blocks by its nature, and has its own limits of patience.
            for (int read; (read = remote.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                await written.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }
            await written.FlushAsync(cancellation).ConfigureAwait(false);
        }
        var found = Digest.FromSha256(hash.GetHashAndReset());
        if (found != layer.Digest) throw new InvalidDataException($"Its bytes have the digest {found}, not {layer.Digest} as the manifest says.");
    }

    private static async Task<bool> HoldsAsync(string file, StoreLayer layer, CancellationToken cancellation)
    {
        if (new FileInfo(file) is not { Exists: true } info || info.Length != layer.Size) return false;
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        await using (stream.ConfigureAwait(false)) return Digest.FromSha256(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false)) == layer.Digest;
    }
}
