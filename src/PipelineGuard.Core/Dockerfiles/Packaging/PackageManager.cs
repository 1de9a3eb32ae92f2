using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Shell;

namespace PipelineGuard.Dockerfiles.Packaging;

/// <summary>What rules have to know about a package manager: one row of <see cref="PackageManagers"/>.</summary>
/// <param name="Programs">Its commands, version numbers left out (<c>pip</c> for <c>pip3.12</c>).</param>
internal sealed record PackageManager(params ImmutableArray<string> Programs)
{
    /// <summary>The sub-commands that install packages by name.</summary>
    public ImmutableArray<string> Installing { get; init; } = ["install"];

    /// <summary>The sub-commands that ask before they do anything; empty when it never asks.</summary>
    public ImmutableArray<string> Asking { get; init; } = [];

    /// <summary>The options that answer, in all their forms; the first one is what a repair adds.</summary>
    public ImmutableArray<string> Yes { get; init; } = [];

    /// <summary>What stands between a package's name and its version.</summary>
    public ImmutableArray<string> VersionSigns { get; init; } = [];

    /// <summary>What looks like a version and is none: <c>@latest</c>.</summary>
    public ImmutableArray<string> Floating { get; init; } = [];

    /// <summary>What stands in front of a revision when a package is the address of a repository (<c>git+https://…</c>); null when it cannot be one.</summary>
    public char? RevisionSign { get; init; }

    /// <summary>Options that fix the versions in another place, such as a file of constraints.</summary>
    public ImmutableArray<string> VersionFlags { get; init; } = [];

    /// <summary>Options that bring what is installed to its newest version: a version would be against their purpose.</summary>
    public ImmutableArray<string> UpgradeFlags { get; init; } = [];

    /// <summary>True when names may begin with a scope: <c>@types/node</c>.</summary>
    public bool HasScopes { get; init; }

    /// <summary>The folders that it fills with downloads and indexes; those without a leading slash are below a home folder.</summary>
    public ImmutableArray<string> Caches { get; init; } = [];

    /// <summary>The commands that clean these folders, as <c>program sub-command</c>.</summary>
    public ImmutableArray<string> Cleaning { get; init; } = [];

    /// <summary>True when a command installs packages by name.</summary>
    public bool Installs(ShellCommand command) => InstallWord(command) is not null;

    /// <summary>The <c>install</c> of a command that installs packages; null for other commands.</summary>
    public ShellWord? InstallWord(ShellCommand command) => Subcommand(command) is { Value: { } verb } word && Installing.Contains(verb) ? word : null;

    /// <summary>True when a command will ask a question and nothing answers it.</summary>
    public bool Asks(ShellCommand command) =>
        Subcommand(command) is { Value: { } verb } && Asking.Contains(verb)
        && command.Upstream is null && !command.HasFlag(Yes.AsSpan()) && !command.MayHoldMoreOptions;

    /// <summary>True when a command empties one of the caches.</summary>
    public bool Cleans(ShellCommand command) =>
        command.Deletes([.. Caches]) || (command.Name is { } name && Cleaning.Contains($"{name} {command.Operands.FirstOrDefault()?.Value}"));

    /// <summary>The packages that a command installs in no particular version. What is not known, or no name, is left out.</summary>
    public IEnumerable<ShellWord> Unpinned(ShellCommand command) =>
        command.HasFlag(VersionFlags.AsSpan()) || command.HasFlag(UpgradeFlags.AsSpan()) ? [] : command.PackageArguments.Where(word => word.Value is { } name && (IsPackageName(name) ? !NamesVersion(name) : FollowsRepository(name)));

    private ShellWord? Subcommand(ShellCommand command)
    {
        if (command.Name is not { } name || !Programs.Contains(ValueFlags.WithoutVersion(name))) return null;
        int words = ValueFlags.SubcommandWords(name);
        // "uv pip install", "python -m pip install": other modules are no package managers.
        if (words == 2 && command.Operands.FirstOrDefault()?.Value != "pip") return null;
        return command.Operands.ElementAtOrDefault(words - 1);
    }

    private static readonly string[] FileEndings = [".deb", ".rpm", ".apk", ".whl", ".zip", ".gz", ".tgz", ".gem", ".txt"];

    private bool IsPackageName(string name)
    {
        if (name.Length == 0 || name[0] is '.' or '/' or '~' or '-' || name[^1] is '-' or '/') return false;
        bool isScoped = HasScopes && name[0] == '@';
        if (!isScoped && (name[0] == '@' || name.Contains('/', StringComparison.Ordinal))) return false;
        return !name.Contains("://", StringComparison.Ordinal) && !FileEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
    }

    // "https://user@host/…": only what stands behind the last slash names a revision.
    private bool FollowsRepository(string name) =>
        RevisionSign is { } sign && name.StartsWith("git+", StringComparison.Ordinal) && !name[(name.LastIndexOf('/') + 1)..].Contains(sign, StringComparison.Ordinal);

    private bool NamesVersion(string name) =>
        VersionSigns.Any(sign => name.IndexOf(sign, 1, StringComparison.Ordinal) > 0) && !Floating.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
}
