using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for device nodes outside of /dev.</summary>
internal sealed class LeaveNoDevices : ImageRule
{
    private static readonly ImagePath Devices = ImagePath.Of("dev");

    public override RuleInfo Info { get; } = new("PGI035", "Leave no device nodes in the image", Severity.Medium)
    {
        Why = "Engines fill /dev themselves; a device node elsewhere gives access to hardware where the container is allowed to use devices.",
        Fix = "Remove it; add devices when the container is started.",
        Flags = ["CMD /bin/sh\ndevice srv/disk"],
        Allows = ["CMD /bin/sh\ndevice dev/null"],
        Tags = ["cis-docker:5.18"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        image.SpecialFiles.Where(entry => !entry.Path.IsBelow(Devices)).Select(entry => At(image, entry, $"'{entry.Path}' is a device, a pipe or a socket."));
}
