using System.Collections.Frozen;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds values of <c>--platform</c> that name no platform.</summary>
internal sealed class NamePlatformsThatExist : DockerfileRule
{
    // What Go and, with it, container engines know (containerd, platforms; Go 1.25, internal/platform), their other spellings, and what Unikraft and WebAssembly add.
    private static readonly FrozenSet<string> Systems =
    [
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "macos", "nacl", "netbsd", "openbsd", "plan9", "solaris", "windows", "zos",
        "wasi", "wasip1", "wasip2", "qemu", "kraftcloud", "firecracker", "xen",
    ];

    private static readonly FrozenSet<string> Architectures =
    [
        "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le",
        "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm", "wasm32", "wasm64", "i386", "x86_64", "x86-64", "aarch64", "armhf", "armel",
    ];

    public override RuleInfo Info { get; } = new("PGD062", "Name a platform that exists", Severity.Medium)
    {
        Why = "Builders refuse what is not written as os/architecture[/variant]; of an architecture that nobody knows no base image has a variant, and the build ends here.",
        Fix = "Write what engines call it: linux/amd64, linux/arm64, linux/arm/v7, windows/amd64.",
        Flags =
        [
            "FROM --platform=linux/x64 debian:12.5", "FROM --platform=linux-amd64 debian:12.5", "FROM --platform=linux/amd64/v1/x debian:12.5",
            "ARG P=linxu/amd64\nFROM --platform=$P debian:12.5", "FROM --platform=linux/arm64v8 debian:12.5", "FROM --platform=amd64/linux debian:12.5",
            "FROM --platform=\"linux/amd 64\" debian:12.5",
        ],
        Allows =
        [
            "FROM --platform=linux/amd64 debian:12.5", "FROM --platform=linux/arm/v7 debian:12.5", "FROM --platform=$BUILDPLATFORM debian:12.5", "FROM --platform=linux debian:12.5",
            "FROM --platform=arm64 debian:12.5", "FROM --platform=Linux/AMD64 debian:12.5", "FROM --platform=windows(10.0.20348)/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2022",
            "ARG P\nFROM --platform=$P debian:12.5", "FROM --platform=wasi/wasm scratch", "FROM --platform= debian:12.5", "FROM --platform=linux/amd64/v3 debian:12.5", "FROM debian:12.5",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        let text = StagePlatform.TextOf(stage)
        where text is { Length: > 0 } && !IsPlatform(text)
        select At(file, stage.From.Flag("platform")!, $"{SyntaxProblems.Quote(text)} is no platform that builders know.");

    private static bool IsPlatform(string text) => text.ToLowerInvariant().Split('/') switch
    {
        [var one] => IsSystem(one) || Architectures.Contains(one),
        [var system, var architecture] => IsSystem(system) && Architectures.Contains(architecture),
        [var system, var architecture, { Length: > 0 } variant] => IsSystem(system) && Architectures.Contains(architecture) && variant.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'),
        _ => false,
    };

    // A version of the system may stand in parentheses.
    private static bool IsSystem(string text) => Systems.Contains(text.EndsWith(')') && text.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? text[..at] : text);
}
