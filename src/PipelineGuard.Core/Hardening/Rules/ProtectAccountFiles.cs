using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.IO;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks at owner and mode of passwd, group and shadow.</summary>
internal sealed class ProtectAccountFiles : ImageRule
{
    private static readonly (string Path, int Most)[] Files =
    [
        ("etc/passwd", 0b110_100_100), ("etc/passwd-", 0b110_100_100), ("etc/group", 0b110_100_100), ("etc/group-", 0b110_100_100),
        ("etc/shadow", 0b110_100_000), ("etc/shadow-", 0b110_100_000), ("etc/gshadow", 0b110_100_000), ("etc/gshadow-", 0b110_100_000),
    ];

    public override RuleInfo Info { get; } = new("PGI060", "Protect the files that hold accounts", Severity.High)
    {
        Why = "Who can write them can become anybody; who can read shadow can try passwords.",
        Fix = "Set 0644 on passwd and group, 0640 or less on shadow and gshadow, all owned by root.",
        Flags = ["CMD /bin/sh\nfile 666 0 etc/passwd root:x:0:0::/root:/bin/sh", "CMD /bin/sh\nfile 644 0 etc/shadow root:*:1::::::", "CMD /bin/sh\nfile 644 1000 etc/group root:x:0:"],
        Allows = ["CMD /bin/sh\nfile 644 0 etc/passwd root:x:0:0::/root:/bin/sh\nfile 640 0 etc/shadow root:*:1::::::"],
        Tags = ["cis-linux:7.1.1", "cis-linux:7.1.5", "cwe:732"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from row in Files
        where image.Files.TryFind(ImagePath.Of(row.Path), out _)
        let entry = Entry(image, row.Path)
        where entry.Kind == EntryKind.File && entry.Mode is { } mode && ((mode & ~row.Most) != 0 || entry.UserId is > 0)
        select At(image, entry, $"'{row.Path}' has mode {Convert.ToString(entry.Mode!.Value, 8)} and owner {entry.UserId}; expected is {Convert.ToString(row.Most, 8)} or less, and root.");

    private static FileSystemEntry Entry(ImageFacts image, string path) => image.Files.TryFind(ImagePath.Of(path), out var entry) ? entry : default;
}
