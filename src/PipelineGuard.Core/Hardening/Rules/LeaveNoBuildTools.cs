using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for compilers and build systems in an image that runs an application.</summary>
internal sealed class LeaveNoBuildTools : ImageRule
{
    private static readonly string[] Packages = ["gcc", "g++", "clang", "make", "cmake", "build-essential", "build-base", "maven", "gradle", "golang", "go", "rustc", "cargo", "gdb", "strace"];

    private static readonly (string Path, string Name)[] Folders =
    [
        ("usr/share/dotnet/sdk", "the .NET SDK"), ("usr/lib/dotnet/sdk", "the .NET SDK"), ("usr/local/go/bin/go", "Go"), ("usr/local/cargo/bin/rustc", "Rust"), ("usr/share/maven/bin/mvn", "Maven"),
    ];

    public override RuleInfo Info { get; } = new("PGI032", "Leave no build tools in the final image", Severity.Low)
    {
        Why = "Compilers help whoever breaks in to build what they need, and every tool brings vulnerabilities that nobody here uses.",
        Fix = "Build in a stage of its own and copy the result into a small runtime image.",
        Flags = ["CMD /srv/app\npackage gcc-12", "CMD /srv/app\nfile 644 0 usr/share/dotnet/sdk/10.0.100/dotnet.dll x"],
        Allows = ["CMD /srv/app\npackage libgcc-s1", "CMD /bin/bash\npackage gcc-12"],
        Tags = ["nist-800-190:4.1.2", "cis-docker:4.3"],
    };

    public override Examination Examine(ImageFacts image) => Examined.ServicePackages(image);

    public override IEnumerable<Finding> Check(ImageFacts image)
    {
        if (image.IsBase) return [];
        var found = image.Inventory.Packages.Where(package => package.Type.IsOperatingSystem && IsTool(package.Name)).Select(package => package.Name)
            .Concat(Folders.Where(row => image.Files.TryFind(ImagePath.Of(row.Path), out _)).Select(row => row.Name)).Distinct().Order(StringComparer.Ordinal).ToList();
        return found.Count == 0 ? [] : [At(image, $"It holds {Some(found)}.")];
    }

    private static bool IsTool(string name) => Packages.Any(tool => name == tool || (name.StartsWith(tool + "-", StringComparison.Ordinal) && char.IsAsciiDigit(name[^1]) && !name.Contains("base", StringComparison.Ordinal)));
}
