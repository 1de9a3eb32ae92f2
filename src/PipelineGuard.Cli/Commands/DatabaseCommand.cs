using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard db update|build|status</c>: the advisory data on this machine.</summary>
internal static class DatabaseCommand
{
    private static readonly Option<string?> Folder = new("--db")
    {
        Description = $"The folder with the advisory stores. [default: ${AdvisoryDatabase.FolderVariable}, else the user's data folder]",
        HelpName = "FOLDER",
        Recursive = true,
    };

    private static readonly Argument<string[]> Ecosystems = new("ECOSYSTEM")
    {
        Description = "OSV's names: Debian, Alpine, NuGet, npm, PyPI, …",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> From = new("--from")
    {
        Description = $"An https address, a folder, or an all.zip in OSV's layout, or (for update) prebuilt stores as oci:HOST/NAME[:TAG][@DIGEST]; repeat for mirrors. [default: {AdvisoryDatabase.DefaultSource}]",
        HelpName = "BASE",
    };

    private static readonly Option<string?> Epss = new("--epss")
    {
        Description = "Where the exploit predictions come from: epss_scores-YYYY-MM-DD.csv.gz as a file or an https address. [default: epss/ beside the export, else FIRST]",
        HelpName = "FILE|URL",
    };

    private static readonly Option<string[]> Insecure = new("--insecure-registry") { Description = "A registry that may be asked for prebuilt stores without TLS; repeat for several.", HelpName = "HOST[:PORT]" };

    private static readonly Option<string?> Authorities = new("--registry-ca") { Description = "Certificate authorities of such registries in PEM, beside the system's.", HelpName = "FILE" };

    private static readonly Option<string[]> TokenServers = new("--token-server")
    {
        Description = "A host of another domain that may have such a registry's credential in exchange for a token; repeat for several.",
        HelpName = "HOST",
    };

    private static readonly string[] ExploitationNames = ["CISA KEV", "EPSS"];

    public static Command Make(Terminal terminal) =>
        new("db", "Fetch, build and look at advisory data.") { Update(terminal), Build(terminal), Status(terminal), Folder };

    private static Command Update(Terminal terminal)
    {
        var command = new Command("update", "Fetch what is newer at the source, for the named ecosystems or for those already here.") { Ecosystems, From, Epss, Insecure, Authorities, TokenServers };
        command.SetAction(async (parsed, cancellation) =>
        {
            var updates = await WatchAsync(terminal, progress =>
                Database(parsed).UpdateAsync(Sources(parsed), Wanted(parsed), new ErrorLog(terminal), progress, cancellation));
            return Tell(terminal, updates);
        });
        return command;
    }

    private static Command Build(Terminal terminal)
    {
        var command = new Command("build", "Build stores from an OSV export, whatever is here already.") { Ecosystems, From, Epss };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Sources(parsed) is not { Length: > 0 } sources) throw new GuardException(Problems.BadUsage, "db build", "Name the export with --from.");
            var updates = await WatchAsync(terminal, progress =>
                Database(parsed).BuildAsync(sources, Wanted(parsed), new ErrorLog(terminal), progress, cancellation));
            return Tell(terminal, updates);
        });
        return command;
    }

    private static Command Status(Terminal terminal)
    {
        var command = new Command("status", "Show which data is here, how much, how old; verify it.");
        command.SetAction(parsed =>
        {
            var database = Database(parsed);
            var stores = database.Status(new ErrorLog(terminal));
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database.Folder}: {stores.Length} {(stores.Length == 1 ? "store" : "stores")}"));
            foreach (var store in stores) terminal.Out.WriteLine(Row(store));
            var exploitation = database.Exploitation(new ErrorLog(terminal));
            foreach (var name in ExploitationNames) terminal.Out.WriteLine(Row(name, exploitation.FirstOrDefault(data => data.Name == name)));
            return stores.All(store => store.Data is not null) ? ExitCodes.Pass : ExitCodes.Incomplete;
        });
        return command;
    }

    private static string Row(string name, ExploitationDataInfo? data) => data is null
        ? $"  {name,-14} not here"
        : string.Create(CultureInfo.InvariantCulture, $"  {name,-14}{data.Entries,8:N0} CVEs        of {data.Date:yyyy-MM-dd}");

    private static string Row(AdvisoryStoreStatus store) => store.Data is { } data
        ? string.Create(CultureInfo.InvariantCulture, $"  {store.Ecosystem,-14}{data.Advisories,8:N0} advisories  newest {data.Newest:yyyy-MM-dd}  {store.Bytes / 1024.0 / 1024.0,7:N1} MB  {SafeText.OneLine(store.Source)}").TrimEnd()
        : $"  {store.Ecosystem,-14} damaged: run 'pipelineguard db update {store.Ecosystem}'";

    private static Task<ImmutableArray<AdvisoryUpdate>> WatchAsync(Terminal terminal, Func<IProgress<AdvisoryProgress>, Task<ImmutableArray<AdvisoryUpdate>>> work)
    {
        var log = new TerminalLog(terminal);
        return log.WatchAsync(() => work(new DatabaseProgress(log)));
    }

    private static int Tell(Terminal terminal, IReadOnlyCollection<AdvisoryUpdate> updates)
    {
        foreach (var update in updates) terminal.Out.WriteLine(Row(update));
        return updates.Any(update => update.Outcome == AdvisoryUpdateOutcome.Failed) ? ExitCodes.Failure : ExitCodes.Pass;
    }

    private static string Row(AdvisoryUpdate update) => update.Outcome switch
    {
        AdvisoryUpdateOutcome.Written => string.Create(CultureInfo.InvariantCulture, $"{update.Ecosystem,-14}{update.Data!.Advisories,8:N0} advisories, newest {update.Data.Newest:yyyy-MM-dd}"),
        AdvisoryUpdateOutcome.Unchanged => $"{update.Ecosystem,-14} up to date",
        AdvisoryUpdateOutcome.Failed => $"{update.Ecosystem,-14} failed; what was there is untouched",
    };

    private static AdvisoryDatabase Database(ParseResult parsed) => new(parsed.GetValue(Folder))
    {
        Predictions = parsed.GetValue(Epss),
        InsecureRegistries = [.. parsed.GetValue(Insecure) ?? []],
        RegistryCa = parsed.GetValue(Authorities),
        TokenServers = [.. parsed.GetValue(TokenServers) ?? []],
    };

    private static string[] Sources(ParseResult parsed) => parsed.GetValue(From) ?? [];

    private static string[]? Wanted(ParseResult parsed) => parsed.GetValue(Ecosystems) is { Length: > 0 } named ? named : null;

    private sealed class DatabaseProgress(TerminalLog log) : IProgress<AdvisoryProgress>
    {
        public void Report(AdvisoryProgress value) => log.Progress(new GuardProgress("Reading advisories", value.Done, value.Total));
    }
}
