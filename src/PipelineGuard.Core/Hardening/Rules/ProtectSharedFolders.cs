using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for folders that everybody can write without the sticky bit.</summary>
internal sealed class ProtectSharedFolders : ImageRule
{
    private const int Sticky = 0b001_000_000_000;

    public override RuleInfo Info { get; } = new("PGI063", "Set the sticky bit on folders that everybody writes to", Severity.Medium)
    {
        Why = "In such a folder everybody can delete and replace the files of others.",
        Fix = "chmod +t the folder, or chmod o-w it.",
        Flags = ["CMD /bin/sh\ndir 777 0 srv/data"],
        Allows = ["CMD /bin/sh\ndir 1777 0 tmp\ndir 755 0 srv/data"],
        Tags = ["cis-linux:7.1.11", "cwe:732"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image)
    {
        var folders = image.WritableByAll.Where(entry => entry.Kind == EntryKind.Directory && (entry.Mode & Sticky) == 0).ToList();
        return folders.GroupBy(folder => folder.Layer).Select(layer => At(image, layer.First(), $"Everybody can replace files in {Some([.. layer.Select(folder => folder.Path.Value)])}."));
    }
}
