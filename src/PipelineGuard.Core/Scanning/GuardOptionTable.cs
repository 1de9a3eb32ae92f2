using System.Collections.Immutable;
using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.IO;
using PipelineGuard.Malware.Integrity;
using PipelineGuard.Policy;
using PipelineGuard.Policy.Reading;
using PipelineGuard.Reporting;
using static PipelineGuard.Scanning.GuardOptionKind;

namespace PipelineGuard.Scanning;

/// <summary>All options of a scan; a test holds every wrapper against this table.</summary>
public static class GuardOptionTable
{
    /// <summary>The rows, in the order in which the help shows them.</summary>
    public static ImmutableArray<GuardOption> All { get; } =
    [
        new("output", List, $"Write a report: {string.Join(", ", ReportFormats.All.Select(format => format.Name))}; repeat for several.",
            (options, values) => options with { Outputs = [.. values.Select(Output)] })
            { Letter = 'o', ValueName = "FORMAT[=FILE]", Default = "console" },
        new("policy", Value, "The policy file to judge by.",
            (options, values) => options with { Policy = values[0] })
            { ValueName = "FILE", Default = ".pipelineguard.yml, looked for upwards from here; else the built-in policy" },
        new("fail-on", Value, "Block at this severity and above, whatever the policy says: critical, high, medium, low, info.",
            (options, values) => options with { FailOn = SeverityOf(values[0]) })
            { ValueName = "SEVERITY" },
        new("only-fixed", Flag, "With --fail-on: block only on findings that have a fix. The report stays whole.",
            (options, values) => options with { OnlyFixed = FlagOf("only-fixed", values) }),
        new("platform", Value, "Which image of a multi-platform index to scan.",
            (options, values) => options with { Platform = values[0] })
            { ValueName = "OS/ARCH[/VARIANT]", Default = "this machine's" },
        new("insecure-registry", List, "A registry that may be asked without TLS; repeat for several. Those on this machine always may.",
            (options, values) => options with { InsecureRegistries = values })
            { ValueName = "HOST[:PORT]" },
        new("registry-ca", Value, "Certificate authorities of registries in PEM, beside the system's.",
            (options, values) => options with { RegistryCa = values[0] })
            { ValueName = "FILE", Default = "$SSL_CERT_FILE, and Docker's certs.d" },
        new("token-server", List, "A host of another domain that may have a registry's credential in exchange for a token; repeat for several.",
            (options, values) => options with { TokenServers = values })
            { ValueName = "HOST" },
        new("cache-dir", Value, "Where what was learned from layers is kept for the next scan.",
            (options, values) => options with { CacheFolder = values[0] })
            { ValueName = "FOLDER", Default = "$XDG_CACHE_HOME/pipelineguard, else the user's cache folder" },
        new("no-cache", Flag, "Read every layer, and keep nothing for the next scan.",
            (options, values) => options with { Cache = !FlagOf("no-cache", values) }),
        new("db", Value, "The folder with the advisory stores.",
            (options, values) => options with { Database = values[0] })
            { ValueName = "FOLDER", Default = "$PIPELINEGUARD_DB, else the user's data folder" },
        new("starter", Flag, "Accept the embedded starter advisories where there is no store (a first look, not a judgement).",
            (options, values) => options with { Starter = FlagOf("starter", values) }),
        new("offline", Flag, "Never download advisory data, also when it is missing or too old.",
            (options, values) => options with { Offline = FlagOf("offline", values) }),
        new("malware-hashes", List, "Compare every file with a list of bad ones, a SHA-256 in each line; repeat for several.",
            (options, values) => options with { MalwareHashes = values })
            { ValueName = "FILE" },
        new("clamd", Value, "Show every file to a clamd: unix:PATH or tcp:HOST:PORT.",
            (options, values) => options with { Clamd = values[0] })
            { ValueName = "ADDRESS" },
        new("integrity", Value, "Which files of packages are compared with what the package manager recorded: off, changed (programs that a later layer replaced), full.",
            (options, values) => options with { Integrity = IntegrityOf(values[0]) })
            { ValueName = "MODE", Default = "changed" },
        new("vex", List, "A VEX document (OpenVEX, CSAF or CycloneDX) that says which vulnerabilities do not matter; repeat for several.",
            (options, values) => options with { Vex = values })
            { ValueName = "FILE" },
        new("no-secrets", Flag, "Do not look for secrets.",
            (options, values) => options with { Secrets = !FlagOf("no-secrets", values) }),
        new("compliance", List, $"Report on a standard: {string.Join(", ", ComplianceStandards.Known)}, or a template of your own; repeat for several.",
            (options, values) => options with { Compliance = values })
            { ValueName = "NAME|FILE" },
        new("dockerfile", Value, "The Dockerfile that the images were built from, so that findings name its lines.",
            (options, values) => options with { Dockerfile = values[0] })
            { ValueName = "FILE", Default = "one among the targets, beside the image, or in the repository that its labels name" },
        new("source", Value, "The folder with the sources of the images, or a project file, so that findings name lines of project files and manifests.",
            (options, values) => options with { Source = PathOf("source", values[0]) })
            { ValueName = "PATH" },
        new("base", Value, "The base image: one at hand, or the JSON report of a scan of it, whose layers tell base from application; or just its name.",
            (options, values) => options with { Base = values[0] })
            { ValueName = "IMAGE", Default = "what labels, the Dockerfile and the history tell" },
        new("newer-base", List, "Tell what a newer base image would remove and add: an image, a folder of images, or 'registry' for newer tags of the base's own and the platforms of the bases of Dockerfiles; repeat for several.",
            (options, values) => options with { NewerBases = values })
            { ValueName = "IMAGE|FOLDER|registry" },
        new("only", Value, "Only findings that the base image brought, or only those of the application, block or warn: base, app. The report stays whole.",
            (options, values) => options with { Only = OriginOf(values[0]) })
            { ValueName = "ORIGIN" },
        new("baseline", Value, "What is known already: a baseline, or an earlier JSON or SARIF report; findings are then new or unchanged.",
            (options, values) => options with { Baseline = values[0] })
            { ValueName = "FILE" },
        new("new-only", Flag, "With --baseline: only new findings block or warn. The report stays whole.",
            (options, values) => options with { NewOnly = FlagOf("new-only", values) }),
        new("exit-code-warn", Value, "The exit code of a Warn verdict: 0, or 5 to 125.",
            (options, values) => options with { ExitCodeWarn = WarnCodeOf(values[0]) })
            { ValueName = "N", Default = "0" },
        new("limit", List, $"Raise or lower a safety limit: {string.Join(", ", ReadLimitTable.Names)}.",
            (options, values) => options with { Limits = values.Aggregate(ReadLimits.Default, ReadLimitTable.Apply) })
            { ValueName = "NAME=VALUE" },
    ];

    private static ReportOutput Output(string text)
    {
        var (format, file) = text.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0
            ? (text[..equals], text[(equals + 1)..])
            : (text, null);
        if (ReportFormats.Find(format) is null) throw Wrong("output", $"'{format}' is not a report format.");
        if (file is "") throw Wrong("output", "there is no file name behind '='.");
        return new ReportOutput(format, file);
    }

    private static Severity SeverityOf(string text) =>
        Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) && !char.IsAsciiDigit(text[0])
            ? severity
            : throw Wrong("fail-on", $"'{text}' is not a severity.");

    private static string PathOf(string option, string path) =>
        Path.Exists(path) ? path : throw Wrong(option, $"there is no '{path}'.");

    private static LayerOrigin OriginOf(string text) =>
        PolicyWords.Origins.TryGetValue(text, out var origin) ? origin : throw Wrong("only", $"'{text}' is neither base nor app.");

    private static IntegrityMode IntegrityOf(string text) =>
        PolicyWords.Integrity.TryGetValue(text, out var mode) ? mode : throw Wrong("integrity", $"'{text}' is not off, changed or full.");

    private static bool FlagOf(string name, ImmutableArray<string> values) => values switch
    {
        [] => true,
        [var text] when bool.TryParse(text, out bool value) => value,
        _ => throw Wrong(name, $"'{values[0]}' is neither true nor false."),
    };

    private static int WarnCodeOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int code) && ExitCodes.MayMeanWarn(code)
            ? code
            : throw Wrong("exit-code-warn", $"'{text}' is not 0 or a number from 5 to 125; the others have a meaning already.");

    private static GuardException Wrong(string option, string detail) => new(Problems.BadUsage, $"--{option}", detail);
}
