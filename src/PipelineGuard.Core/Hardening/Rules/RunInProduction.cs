using System.Collections.Frozen;
using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for variables that start frameworks in development mode.</summary>
internal sealed class RunInProduction : ImageRule
{
    private static readonly string[] Development = ["development", "dev", "debug"];
    private static readonly string[] On = ["1", "true", "on", "yes", "*"];

    private static readonly FrozenDictionary<string, string[]> Modes = new Dictionary<string, string[]>
    {
        ["ASPNETCORE_ENVIRONMENT"] = Development,
        ["DOTNET_ENVIRONMENT"] = Development,
        ["NODE_ENV"] = Development,
        ["RAILS_ENV"] = Development,
        ["RACK_ENV"] = Development,
        ["APP_ENV"] = Development,
        ["FLASK_ENV"] = Development,
        ["FLASK_DEBUG"] = On,
        ["DJANGO_DEBUG"] = On,
        ["APP_DEBUG"] = On,
        ["WERKZEUG_DEBUG_PIN"] = ["off"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public override RuleInfo Info { get; } = new("PGI012", "Run the production settings", Severity.Medium)
    {
        Why = "In development mode frameworks show stack traces, settings and debuggers to whoever asks.",
        Fix = "Set the variable to production, or leave it out and set it where the container is started.",
        Flags = ["ENV ASPNETCORE_ENVIRONMENT=Development\nCMD /bin/sh", "ENV FLASK_DEBUG=1\nCMD /bin/sh", "ENV NODE_ENV=development\nCMD /bin/sh"],
        Allows = ["ENV ASPNETCORE_ENVIRONMENT=Production\nCMD /bin/sh", "ENV NODE_ENV=production\nCMD /bin/sh"],
        Tags = ["cwe:489"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Configuration(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from variable in image.Config.Env
        let parts = variable.Split('=', 2)
        where parts.Length == 2 && Modes.TryGetValue(parts[0], out var unsafeModes) && unsafeModes.Contains(parts[1].Trim().ToLowerInvariant())
        select At(image, $"{parts[0]} is '{parts[1].Trim()}'.", parts[0]);
}
