using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Asks that the user who is named is in the image.</summary>
internal sealed class RunAsKnownUser : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI002", "Run as a user that the image has", Severity.Low)
    {
        Why = "An engine refuses to start a container whose user name is not in its passwd file, on the day it is deployed.",
        Fix = "Add the user in the Dockerfile (useradd, adduser), or name it by number.",
        Flags = ["USER service\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh"],
        Allows = ["USER service\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh\\nservice:x:10:10::/:/bin/false", "USER 1000\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh"],
        Tags = ["cis-docker:4.1"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Service(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.Config.User?.Split(':')[0].Trim() is { Length: > 0 } user && !uint.TryParse(user, out _) && !Accounts(image).Contains(user)
            ? [At(image, $"It runs as '{user}', whom its passwd file does not know.")]
            : [];

    private static HashSet<string> Accounts(ImageFacts image) =>
        [.. image.Lines(SettingsKind.Accounts).Select(line => line.Line.Text.Split(':')[0])];
}
