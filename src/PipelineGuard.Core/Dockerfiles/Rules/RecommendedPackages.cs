using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Packages that Debian and Ubuntu only recommend, and without which builds stop working.</summary>
/// <param name="file">The file that installs packages; it is looked through once.</param>
internal sealed class RecommendedPackages(Dockerfile file)
{
    private HashSet<string>? _named;

    // Without them: no certificate is trusted, nothing is compiled, no module of Python's is built.
    private static readonly (string Package, string[] Recommended)[] Needed =
    [
        ("curl", ["ca-certificates"]),
        ("wget", ["ca-certificates"]),
        ("git", ["ca-certificates"]),
        ("gcc", ["libc6-dev"]),
        ("cmake", ["gcc", "libc6-dev", "make"]),
        ("python3-pip", ["build-essential", "python3-dev"]),
    ];

    /// <summary>What others count on that install packages with a command, and no command of the file names; sorted.</summary>
    public ImmutableArray<string> CountedOn(ShellCommand install)
    {
        var added = NamesOf(install).ToHashSet(StringComparer.Ordinal);
        var needed = new SortedSet<string>(Needed.Where(row => added.Contains(row.Package)).SelectMany(row => row.Recommended), StringComparer.Ordinal);
        if (needed.Count == 0) return [];
        _named ??= file.Commands(PackageManagers.Apt.Programs.AsSpan()).Where(PackageManagers.Apt.Installs).SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        return [.. needed.Where(package => !_named.Contains(package))];
    }

    // Without version, release and architecture.
    private static IEnumerable<string> NamesOf(ShellCommand install) =>
        install.PackageArguments.Select(word => word.Shape.Split('=', '/', ':')[0]);
}
