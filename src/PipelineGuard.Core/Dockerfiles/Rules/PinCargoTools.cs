using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>cargo install</c> whose result depends on the day.</summary>
internal sealed class PinCargoTools : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD227", "Pin the versions that cargo installs", Severity.Low)
    {
        Why = "cargo install takes the newest version, and without --locked the newest dependencies too, even those that its author never tested.",
        Fix = "Add --locked and --version (or --tag, --rev for a repository).",
        Flags =
        [
            "FROM rust:1.80\nRUN cargo install ripgrep",
            "FROM rust:1.80\nRUN cargo install --locked cargo-chef",
            "FROM rust:1.80\nRUN cargo install cargo-chef --version 0.1.67",
            "FROM rust:1.80\nRUN cargo install --path .",
            "FROM rust:1.80\nRUN cargo install --locked --git https://example.com/x.git",
        ],
        Allows =
        [
            "FROM rust:1.80\nRUN cargo install --locked cargo-chef --version 0.1.67",
            "FROM rust:1.80\nRUN cargo install --locked cargo-chef@0.1.67",
            "FROM rust:1.80\nRUN cargo install --locked --path .",
            "FROM rust:1.80\nRUN cargo install --frozen --git https://example.com/x.git --tag v1.2",
            "FROM rust:1.80\nRUN cargo build --release && cargo install $OPTIONS ripgrep",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("cargo")
        from command in run.Script.Commands
        where command.Is("cargo", "install") && !command.MayHoldMoreOptions
        let isLocked = command.HasFlag("--locked", "--frozen")
        where !isLocked || !NamesVersion(command)
        select NamesVersion(command)
            ? At(file, command, "cargo takes newer dependencies here than those in the lock file.", new("Add --locked.")
            {
                Edits = run.IsExecForm ? [] : [file.InsertAfter(command.Operands.First(), " --locked")],
            })
            : At(file, command, "cargo takes whatever version is current on the day of the build.");

    private static bool NamesVersion(ShellCommand command) => command.HasFlag("--git")
        ? command.HasFlag("--rev", "--tag")
        : command.HasFlag("--version", "--vers", "--path") || command.PackageArguments.All(package => package.Shape.Contains('@', StringComparison.Ordinal));
}
