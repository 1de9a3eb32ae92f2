using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Packages that Debian and Ubuntu only recommend, and without which builds stop working.</summary>
/// <param name="file">The file that installs packages; it is looked through once.</param>
internal sealed class RecommendedPackages(Dockerfile file)
{
    // Without them: no certificate is trusted, nothing is compiled, no module of Python's is built.
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["curl"] = ["ca-certificates"],
        ["wget"] = ["ca-certificates"],
        ["git"] = ["ca-certificates"],
        ["gcc"] = ["libc6-dev"],
        ["cmake"] = ["gcc", "libc6-dev", "make"],
        ["python3-pip"] = ["build-essential", "python3-dev"],
    };

    private HashSet<string>? _named;

    /// <summary>What others count on that install packages with a command, and no command of the file names: sorted, parted by blanks; empty when there is nothing.</summary>
    public string CountedOn(ShellCommand install)
    {
        SortedSet<string>? needed = null;
        foreach (var word in install.PackageArguments)
        {
            if (Needed.TryGetValue(NameOf(word), out var packages)) (needed ??= new(StringComparer.Ordinal)).UnionWith(packages);
        }
        if (needed is null) return "";
        _named ??= file.Commands(PackageManagers.Apt.Programs.AsSpan()).Where(PackageManagers.Apt.Installs).SelectMany(command => command.PackageArguments).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return RepeatedText.Of(string.Join(' ', needed.Where(package => !_named.Contains(package))));
    }

    // Without version, release and architecture.
    private static string NameOf(ShellWord word) => word.Shape.AsSpan().IndexOfAny('=', '/', ':') is var end and >= 0 ? word.Shape[..end] : word.Shape;
}
