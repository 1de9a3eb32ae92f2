using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Advisories.Stores;

namespace PipelineGuard.Fuzz;

/// <summary>What comes from advisory feeds, and the stores made of it.</summary>
internal static class AdvisoryReads
{
    private const string Ecosystem = "Debian";

    public static void Osv(byte[] input) => OsvReader.Read(input);

    public static void OsvArchive(byte[] input) => new OsvArchive(new OsvLimits { ArchiveBytes = 64 << 20 }, new NoLog()).Read(new MemoryStream(input), "all.zip", _ => { }, CancellationToken.None, _ => { });

    public static void Predictions(byte[] input) => PredictionCsv.Read(new MemoryStream(input), out _);

    public static void Exploited(byte[] input) => ExploitedBuild.Read(input);

    /// <summary>Opens the input as each kind of store and asks it everything. Its hash is set right first, or hardly anything would come behind it.</summary>
    public static void Store(byte[] input)
    {
        using var folder = new FuzzFolder();
        var file = WithHash(input);
        foreach (var path in (string[])[AdvisoryStore.PathOf(folder.Path, Ecosystem), SeverityStore.PathOf(folder.Path, Ecosystem), KnownExploitedStore.PathIn(folder.Path), PredictionStore.PathIn(folder.Path)])
            File.WriteAllBytes(path, file);
        switch (file.Length > 10 ? (StoreKind)file[10] : StoreKind.Advisories)
        {
            case StoreKind.Severities: AskSeverities(folder.Path); break;
            case StoreKind.KnownExploited: AskExploited(folder.Path); break;
            case StoreKind.Predictions: AskPredictions(folder.Path); break;
            case StoreKind.Advisories:
            default: AskAdvisories(folder.Path); break;
        }
    }

    /// <summary>Archives as OSV publishes them.</summary>
    public static IEnumerable<byte[]> Archives()
    {
        foreach (var level in (CompressionLevel[])[CompressionLevel.Optimal, CompressionLevel.NoCompression])
        {
            var result = new MemoryStream();
            using (var zip = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (text, index) in MadeInputs.Osv.Select((text, index) => (text, index)))
                {
                    using var entry = zip.CreateEntry($"{index}.json", level).Open();
                    entry.Write(Encoding.UTF8.GetBytes(text));
                }
            }
            yield return result.ToArray();
        }
    }

    /// <summary>A store of each kind.</summary>
    public static IEnumerable<byte[]> Stores()
    {
        using var folder = new FuzzFolder();
        var (advisories, severities) = (new AdvisoryStoreWriter(Ecosystem), new SeverityStoreWriter());
        foreach (var record in MadeInputs.Osv.Select(text => OsvReader.Read(Encoding.UTF8.GetBytes(text))))
        {
            if (record.Withdrawn is null) advisories.Add(record);
            else advisories.AddWithdrawn(record);
            severities.Add(record.Advisory);
        }
        advisories.Write(folder.Path, new(Ecosystem, "https://example.com", "e", "l"), DateTimeOffset.UnixEpoch);
        severities.Write(folder.Path, Ecosystem);
        var (entries, released) = ExploitedBuild.Read(Encoding.UTF8.GetBytes(MadeInputs.Exploited[0]));
        KnownExploitedStore.Write(folder.Path, entries, released);
        PredictionStore.Write(folder.Path, PredictionCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(MadeInputs.Predictions[0])), out _), null);
        return [.. Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    private static void AskAdvisories(string folder)
    {
        using var store = AdvisoryStore.Open(folder, Ecosystem)!;
        var (claims, mentions) = (new List<AdvisoryClaim>(), new List<AdvisoryMention>());
        foreach (var release in (string?[])[null, "12"]) store.Find("openssl", release, claims);
        foreach (var claim in claims) store.Read(claim.Record);
        store.FindMentions(_ => true, mentions);
        _ = (store.Info, store.Covers("12"));
    }

    private static void AskSeverities(string folder)
    {
        using var store = SeverityStore.Open(SeverityStore.PathOf(folder, Ecosystem));
        store.Find("CVE-2024-1", []);
    }

    private static void AskExploited(string folder)
    {
        using var store = KnownExploitedStore.Open(folder)!;
        _ = (store.Info, store.Find("CVE-2024-1"), store.Find("CVE-2024-2"));
    }

    private static void AskPredictions(string folder)
    {
        using var store = PredictionStore.Open(folder)!;
        _ = (store.Date, store.Find("CVE-1999-0001"), store.Find("CVE-2024-12345678"), store.Find("x"));
    }

    private static byte[] WithHash(byte[] input)
    {
        var result = input.ToArray();
        if (result.Length >= StoreFormat.TrailerLength) SHA256.HashData(result.AsSpan(..^StoreFormat.TrailerLength), result.AsSpan(^StoreFormat.TrailerLength..));
        return result;
    }

    /// <summary>A folder of its own for one input; gone afterwards.</summary>
    private sealed class FuzzFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("pipelineguard-fuzz-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
