using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.IO;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for files that everybody can write.</summary>
internal sealed class LetNobodyElseWrite : ImageRule
{
    // Every engine puts its own devices there.
    private static readonly ImagePath Devices = ImagePath.Of("dev");

    public override RuleInfo Info { get; } = new("PGI062", "Let not everybody change files", Severity.Medium)
    {
        Why = "Whatever process is taken over can change a file that everybody can write, and with it what others run or read.",
        Fix = "chmod o-w the file.",
        Flags = ["CMD /bin/sh\nfile 777 0 srv/run.sh x", "CMD /bin/sh\nfile 666 0 etc/app.conf x"],
        Allows = ["CMD /bin/sh\nfile 664 0 srv/run.sh x", "CMD /bin/sh\nfile 666 0 dev/null"],
        Tags = ["cis-linux:7.1.11", "cwe:732"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image)
    {
        var files = image.WritableByAll.Where(entry => entry.Kind == EntryKind.File && !entry.Path.IsBelow(Devices)).ToList();
        return files.Count == 0 ? [] : files.GroupBy(file => file.Layer).Select(layer => At(image, layer.First(), $"Everybody can write {Some([.. layer.Select(file => file.Path.Value)])}."));
    }
}
