using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PipelineGuard.Cli;

/// <summary>Adds the examples of each verb below its help.</summary>
internal static class HelpExamples
{
    private static readonly Dictionary<string, string[]> ByCommand = new(StringComparer.Ordinal)
    {
        ["pipelineguard"] =
        [
            "pipelineguard scan app.tar                      judge an image made by 'docker save' or 'dotnet publish'",
            "pipelineguard sbom app.tar                      list what is in it, as CycloneDX or SPDX",
            "pipelineguard db update                         fetch the advisory data that scans need",
            "pipelineguard rules explain CODE                what a finding or problem means and how to mend it",
        ],
        ["scan"] =
        [
            "pipelineguard scan app.tar",
            "pipelineguard scan ghcr.io/team/app:1 --platform linux/arm64",
            "pipelineguard scan docker:app:1 registry:localhost:5000/app:1",
            "pipelineguard scan Dockerfile app.tar",
            "pipelineguard scan oci-dir:build/image -o console -o sarif=app.sarif",
            "pipelineguard scan app.tar --fail-on high --only-fixed",
            "pipelineguard scan app.tar --compliance cis-docker -o compliance=controls.md",
            "docker save app:1 | pipelineguard scan - -o json=report.json",
            "pipelineguard scan - < Dockerfile",
        ],
        ["sbom"] =
        [
            "pipelineguard sbom app.tar > app.cdx.json",
            "pipelineguard sbom oci-dir:build/image -o cyclonedx=app.cdx.json -o spdx=app.spdx.json",
        ],
        ["update"] = ["pipelineguard db update", "pipelineguard db update Debian NuGet npm"],
        ["build"] = ["pipelineguard db build --from ./osv", "pipelineguard db build --from https://mirror.example/osv Debian NuGet"],
        ["status"] = ["pipelineguard db status"],
        ["github"] =
        [
            "pipelineguard publish github report.json --summary",
            "GITHUB_TOKEN=… pipelineguard publish github report.json --sarif shop.sarif --comment --check",
        ],
        ["base"] = ["pipelineguard base app.tar", "pipelineguard base debian:12.5", "pipelineguard base app.tar --newer bases/ --newer oci-dir:next"],
        ["fix"] = ["pipelineguard fix Dockerfile", "pipelineguard fix --report report.json", "pipelineguard fix --check Dockerfile build/api.Dockerfile", "pipelineguard fix - < Dockerfile > Dockerfile.new"],
        ["create"] = ["pipelineguard baseline create app.tar", "pipelineguard scan app.tar --baseline .pipelineguard.baseline --new-only"],
        ["diff"] = ["pipelineguard baseline diff .pipelineguard.baseline app.tar", "pipelineguard baseline diff yesterday.json today.json"],
        ["check"] = ["pipelineguard policy check", "pipelineguard policy check ci/.pipelineguard.yml"],
        ["explain"] =
        [
            "pipelineguard explain CVE-2024-1234 --image app.tar",
            "pipelineguard explain GHSA-jfh8-c2jp-5v3q --image app.cdx.json --package log4j-core -o json",
        ],
        ["compliance check"] = ["pipelineguard compliance check our-rules.yml"],
        ["show"] = ["pipelineguard compliance show cis-docker", "pipelineguard compliance show cis-docker > our-rules.yml"],
        ["list"] = ["pipelineguard rules list", "pipelineguard compliance list"],
        ["rules explain"] = ["pipelineguard rules explain PGD007", "pipelineguard rules explain PG4002"],
    };

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>()) option.Action = new HelpWithExamples();
    }

    private sealed class HelpWithExamples : SynchronousCommandLineAction
    {
        private readonly HelpAction _standard = new();

        // "--help" answers whatever else is wrong with the line.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = _standard.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            var parent = command.Parents.OfType<Command>().FirstOrDefault();
            if (ByCommand.TryGetValue($"{parent?.Name} {command.Name}", out var examples) || ByCommand.TryGetValue(command is RootCommand ? "pipelineguard" : command.Name, out examples))
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var example in examples) output.WriteLine($"  {example}");
            }
            return code;
        }
    }
}
