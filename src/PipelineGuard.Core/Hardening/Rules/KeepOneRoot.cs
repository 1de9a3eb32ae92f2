using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for other accounts with user id 0.</summary>
internal sealed class KeepOneRoot : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI051", "Keep root the only account with user id 0", Severity.High)
    {
        Why = "Every account with user id 0 is root, whatever its name; a second one is how intruders stay.",
        Fix = "Remove the account, or give it an id of its own.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh\\ntoor:x:0:0::/:/bin/sh"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh\\napp:x:10:10::/:/bin/sh"],
        Tags = ["cis-linux:5.4.2.1"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no accounts", SettingsKind.Accounts);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from at in image.Lines(SettingsKind.Accounts)
        let fields = at.Line.Text.Split(':')
        where fields is [not "root", _, var id, ..] && id.TrimStart('0').Length == 0 && id.Length > 0
        select At(image, at.File, at.Line, $"The account '{fields[0]}' has user id 0.");
}
