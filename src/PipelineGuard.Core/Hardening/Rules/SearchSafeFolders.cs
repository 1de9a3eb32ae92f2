using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks at PATH and at variables that make programs load code.</summary>
internal sealed class SearchSafeFolders : ImageRule
{
    private static readonly string[] Variables = ["PATH", "LD_PRELOAD", "LD_LIBRARY_PATH"];
    private static readonly string[] Writable = ["/tmp/", "/var/tmp/", "/dev/shm/"];

    public override RuleInfo Info { get; } = new("PGI013", "Search programs in safe folders only", Severity.Medium)
    {
        Why = "A program is taken from the first folder of PATH that has it: a relative folder, or one that everybody can write to, lets others choose which program runs.",
        Fix = "Name absolute folders that only root can write to; remove LD_PRELOAD and LD_LIBRARY_PATH where they are not needed.",
        Flags = ["ENV PATH=.:/usr/bin\nCMD /bin/sh", "ENV PATH=/usr/bin:/tmp/bin\nCMD /bin/sh", "ENV LD_PRELOAD=/tmp/hook.so\nCMD /bin/sh"],
        Allows = ["ENV PATH=/usr/local/bin:/usr/bin\nCMD /bin/sh", "ENV LD_PRELOAD=/usr/lib/libjemalloc.so\nCMD /bin/sh"],
        Tags = ["cis-linux:5.4.2.5", "cwe:426"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Configuration(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from variable in image.Config.Env
        let parts = variable.Split('=', 2)
        where parts.Length == 2 && Variables.Contains(parts[0])
        from folder in parts[1].Split(':', ' ')
        where IsUnsafe(folder)
        select At(image, folder.Length == 0 ? $"{parts[0]} has an empty part, which means the working directory." : $"{parts[0]} names '{folder}'.", parts[0]);

    private static bool IsUnsafe(string folder) =>
        folder is "" or "." || !folder.StartsWith('/') || Writable.Any(place => (folder + "/").StartsWith(place, StringComparison.Ordinal));
}
