using System.Collections.Immutable;
using System.Globalization;
using Cake.Core.IO;
using PipelineGuard.Scanning;

namespace Cake.PipelineGuard;

/// <summary>Says for each option of the core which setting it is; a test holds the two together.</summary>
internal static class SettingsTable
{
    /// <summary>The options of a scan, each with the texts that the settings give it; empty where nothing was said.</summary>
    public static ImmutableArray<(string Option, Func<PipelineGuardSettings, IEnumerable<string?>> Texts)> All { get; } =
    [
        ("output", settings => settings.Output),
        ("policy", OfScan(scan => [scan.Policy?.FullPath])),
        ("fail-on", OfScan(scan => [scan.FailOn])),
        ("only-fixed", OfScan(scan => [Text(scan.OnlyFixed)])),
        ("platform", settings => [settings.Platform]),
        ("insecure-registry", OfScan(scan => scan.InsecureRegistry)),
        ("registry-ca", OfScan(scan => [scan.RegistryCa?.FullPath])),
        ("token-server", OfScan(scan => scan.TokenServer)),
        ("cache-dir", OfScan(scan => [scan.CacheDir?.FullPath])),
        ("no-cache", OfScan(scan => [Text(scan.NoCache)])),
        ("db", OfScan(scan => [scan.Db?.FullPath])),
        ("starter", OfScan(scan => [Text(scan.Starter)])),
        ("offline", OfScan(scan => [Text(scan.Offline)])),
        ("malware-hashes", OfScan(scan => Paths(scan.MalwareHashes))),
        ("clamd", OfScan(scan => [scan.Clamd])),
        ("integrity", OfScan(scan => [scan.Integrity])),
        ("vex", OfScan(scan => Paths(scan.Vex))),
        ("no-secrets", OfScan(scan => [Text(scan.NoSecrets)])),
        ("compliance", OfScan(scan => scan.Compliance)),
        ("dockerfile", OfScan(scan => [scan.Dockerfile?.FullPath])),
        ("source", OfScan(scan => [scan.Source])),
        ("base", OfScan(scan => [scan.Base])),
        ("newer-base", OfScan(scan => scan.NewerBase)),
        ("only", OfScan(scan => [scan.Only])),
        ("baseline", OfScan(scan => [scan.Baseline?.FullPath])),
        ("new-only", OfScan(scan => [Text(scan.NewOnly)])),
        ("exit-code-warn", OfScan(scan => [scan.ExitCodeWarn?.ToString(CultureInfo.InvariantCulture)])),
        ("limit", settings => settings.Limit),
    ];

    /// <summary>What the settings say, as the core understands it.</summary>
    public static GuardOptions ToOptions(PipelineGuardSettings settings) =>
        GuardOptionTable.All.Join(All, row => row.Name, entry => entry.Option, (row, entry) => (row, texts: Given(entry.Texts(settings))))
            .Where(option => !option.texts.IsEmpty)
            .Aggregate(new GuardOptions(), (options, option) => option.row.Apply(options, option.texts));

    /// <summary>A message of the core, with its options called as the settings are.</summary>
    public static string Spelled(string text) => OptionSpelling.In(text, option => option.PropertyName);

    private static ImmutableArray<string> Given(IEnumerable<string?> texts) => [.. texts.OfType<string>().Where(text => text.Length > 0)];

    private static Func<PipelineGuardSettings, IEnumerable<string?>> OfScan(Func<PipelineGuardScanSettings, IEnumerable<string?>> texts) =>
        settings => settings is PipelineGuardScanSettings scan ? texts(scan) : [];

    private static IEnumerable<string> Paths(IEnumerable<FilePath> paths) => paths.Select(path => path.FullPath);

    private static string? Text(bool? flag) => flag switch { null => null, true => "true", false => "false" };
}
