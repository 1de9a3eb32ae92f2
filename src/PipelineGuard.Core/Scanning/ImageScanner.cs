using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Hardening.Rules;
using PipelineGuard.Images;
using PipelineGuard.Images.Sources;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.Malware;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning.Caching;
using PipelineGuard.Secrets;

namespace PipelineGuard.Scanning;

/// <summary>Reads one image: opens it, reads its layers once, lists its packages.</summary>
internal static class ImageScanner
{
    /// <summary>Scans one image.</summary>
    /// <exception cref="GuardException">It is no image, or one that cannot be read at all.</exception>
    public static async Task<TargetScan> ScanAsync(
        string target, GuardOptions options, MalwareScan malware, StandardInput input, IScanLog problems, IGuardLog log, CancellationToken cancellation)
    {
        malware.Connect(problems, cancellation);
        using var image = ImageOpener.Open(target, options.Platform, options.Limits!, problems, cancellation, input.Take, RegistriesOf(options));
        var contents = await ImageReader.ReadAsync(image, new FileScan(malware, options.Secrets!.Value ? new SecretSearch() : null), options.Limits!, problems, Progress, cancellation, cache: LayerCaches.Open(options, malware)).ConfigureAwait(false);
        var files = (from file in contents.Files
                     let packages = file.Result.Packages
                     where packages is not null
                     select new LayerFile(file.Layer, file.Path, packages, file.Visible)).ToList();
        files = [.. NativeApplications.Listed(files, image.Config.Labels.GetValueOrDefault(NativeComponents.Label), program => NativeComponents.OfSource(options.Source, program))];
        var inventory = InventoryBuilder.Build(files, contents.View.Resolve, problems, RollForwardSettings.From(image.Config.Env));
        var configuration = ConfigurationSecrets.Of(image.Config);
        if (configuration.IsCut) problems.Report(new(Problems.SecretsCut, image.LogicalName, $"The first {SecretScanner.MostHits} secrets in each part of the configuration are listed; there are more."));
        var report = Describe(image, contents.Layers, inventory, configuration);
        var malicious = await MalwareSearch.RunAsync(image, contents, report, malware, options.Limits!, problems, cancellation).ConfigureAwait(false);
        var secrets = options.Secrets!.Value ? new SecretFindings(image, report).Of(contents.Files, configuration) : [];
        var facts = ImageFactsReader.Read(image, contents, inventory, report, options.TrustedRegistries ?? []);
        var hardening = ImageRules.Check(facts);
        var examined = ImageRules.Examine(facts);
        return new TargetScan(report, inventory)
        {
            Config = image.Config,
            Redact = configuration.Redact,
            Findings = [.. secrets, .. malicious.Concat(hardening.Findings).Select(Redacted)],
            StrictFindings = [.. hardening.StrictFindings.Select(Redacted)],
            Examined = rule => examined.TryGetValue(rule, out var examination) ? examination : null,
        };

        // Other rules quote commands and variables.
        Finding Redacted(Finding finding) => finding with { Message = configuration.Redact(finding.Message) };

        void Progress(long done, long total) => log.Progress(new GuardProgress($"Reading {image.LogicalName}", done, total > 0 ? total : null));
    }

    /// <summary>How registries are talked to.</summary>
    internal static RegistryAccess RegistriesOf(GuardOptions options) => new()
    {
        Insecure = options.InsecureRegistries!.Value,
        CertificateAuthorities = options.RegistryCa,
        TokenServers = options.TokenServers!.Value,
    };

    private static TargetReport Describe(Image image, ImmutableArray<LayerContents> layers, Inventory inventory, ConfigurationSecrets secrets) => new(image.Name, image.Kind)
    {
        LogicalName = image.LogicalName,
        Digest = image.Digest?.ToString(),
        OfferedDigest = image.OfferedDigest?.ToString(),
        RecordedName = image.Reference,
        Platform = image.Platform?.ToString(),
        Created = image.Config.Created,
        Distribution = inventory.Distribution,
        Layers = [.. layers.Select(layer => Describe(image.Layers[layer.Index], layer, secrets))],
        Packages = inventory.Packages,
        DotNetApplications = inventory.DotNetApplications,
        Attachments = image.Attachments,
    };

    // The history tells the arguments of the build, and what a shell was told; what of that is secret stays so.
    private static LayerReport Describe(Layer layer, LayerContents contents, ConfigurationSecrets secrets)
    {
        var facts = new LayerFacts(layer.Index, layer.DiffId?.ToString()) { CreatedBy = layer.History?.CreatedBy is { } instruction ? secrets.Redact(instruction) : null };
        return new(facts, contents.Bytes, contents.Files, contents.Complete);
    }
}
