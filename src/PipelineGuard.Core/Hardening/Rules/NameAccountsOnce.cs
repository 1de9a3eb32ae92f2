using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for names and ids that occur twice.</summary>
internal sealed class NameAccountsOnce : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI052", "Give every account a name and an id of its own", Severity.Low)
    {
        Why = "Two accounts with one id own each other's files; of two with one name only the first is ever used.",
        Fix = "Remove one of the two.",
        Flags = ["CMD /bin/sh\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh\\na:x:7:7::/:/bin/sh\\nb:x:7:7::/:/bin/sh", "CMD /bin/sh\nfile 644 0 etc/group a:x:1:\\na:x:2:"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh\\na:x:7:7::/:/bin/sh"],
        Tags = ["cis-linux:7.2.5"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Settings(image, "it has no accounts", SettingsKind.Accounts, SettingsKind.Groups);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from kind in (SettingsKind[])[SettingsKind.Accounts, SettingsKind.Groups]
        from field in (int[])[0, 2]
        from same in image.Lines(kind).Select(at => (At: at, Fields: at.Line.Text.Split(':'))).Where(row => row.Fields.Length > field).GroupBy(row => row.Fields[field])
        where same.Count() > 1 && same.Key is not ("" or "0")
        let second = same.ElementAt(1)
        select At(image, second.At.File, second.At.Line, $"{(field == 0 ? "The name" : "The id")} '{same.Key}' occurs {same.Count()} times.");
}
