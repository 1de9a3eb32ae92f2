using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What the rules about logins of package managers share: the ways in which their files reach a layer.</summary>
internal abstract class PackageLoginRule : DockerfileRule
{
    /// <summary>The commands of the package manager.</summary>
    protected abstract string[] Programs { get; }

    /// <summary>The places of the file in a home folder, where logins are kept; projects keep theirs, with addresses only, beside the sources.</summary>
    protected abstract string[] UserPlaces { get; }

    /// <summary>True when text for such a file holds a login.</summary>
    /// <param name="text">With <see cref="Scope.Unknown"/> for what is not known.</param>
    protected abstract bool HoldsLogin(string text);

    /// <summary>True for a command of the package manager that writes a login to the file.</summary>
    protected abstract bool SavesLogin(ShellCommand command);

    /// <summary>True for a command of the package manager that takes the login out again.</summary>
    protected abstract bool ForgetsLogin(ShellCommand command);

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Check(Dockerfile file) =>
        file.All<CopyInstruction>().SelectMany(copy => InCopy(file, copy))
            .Concat(file.Runs(Programs).Union(file.All<RunInstruction>().Where(run => run.MayHold(Mark))).SelectMany(run => InRun(file, run)));

    private TextMarks Mark => field ??= new(FileName);

    private string FileName => UserPlaces[0][(UserPlaces[0].LastIndexOf('/') + 1)..];

    private IEnumerable<Finding> InCopy(Dockerfile file, CopyInstruction copy)
    {
        if (copy.Destination is not { } destination) yield break;
        var target = copy.Scope.Expand(destination) ?? "";
        foreach (var source in copy.Sources)
        {
            var heredoc = copy.Heredocs.FirstOrDefault(heredoc => heredoc.Announcement == source.Text);
            if (heredoc is not null && IsFile(target) && HoldsLogin(Written(heredoc.Body.Text, heredoc.Expands)))
                yield return At(file, source, $"The login in {FileName} stays in the layer.");
            // Nobody knows what such a file holds; where it is put, tools keep logins.
            else if (heredoc is null && copy.Scope.Expand(source) is { } path && IsUserPlace(path, target))
                yield return At(file, source, $"{FileName} is put where logins are kept; what it holds stays in the layer.") with { Severity = Severity.Medium };
        }
    }

    private IEnumerable<Finding> InRun(Dockerfile file, RunInstruction run)
    {
        var commands = run.Script.Commands;
        int forgets = commands.Length - 1;
        while (forgets >= 0 && !Removes(commands[forgets])) forgets--;
        // What is taken out in the same instruction never reaches the layer.
        foreach (var command in commands.Skip(forgets + 1))
        {
            if (SavesLogin(command) || WritesLogin(command))
                yield return At(file, command.NameWord!, $"{command.Name} writes a login to {FileName}, and it stays in the layer.");
        }
    }

    private bool Removes(ShellCommand command) =>
        ForgetsLogin(command) || command.IsAny("rm", "shred", "unlink") && command.Arguments.Any(word => IsFile(word.Shape));

    private bool WritesLogin(ShellCommand command) =>
        Targets(command).Any(target => IsFile(target.Shape))
        && (command.Arguments.Any(word => HoldsLogin(word.Shape)) || command.Redirections.Any(HoldsLogin));

    private bool HoldsLogin(ShellRedirection redirection) =>
        redirection is { Body: { } body, Target: { } name } && HoldsLogin(Written(body.Text, expands: !name.IsQuoted));

    // What the file will hold: a "$" that stays a "$" is read by the package manager, each time it runs.
    private static string Written(string body, bool expands) => !expands ? body : body
        .Replace("\\$", "\0", StringComparison.Ordinal).Replace('$', Scope.Unknown).Replace('\0', '$');

    private static IEnumerable<ShellWord> Targets(ShellCommand command) =>
        from redirection in command.Redirections.Concat(command.Downstream is { Name: "tee" } tee ? tee.Redirections : [])
        where redirection is { Operator: ">" or ">>" or ">|" or "&>", Target: not null }
        select redirection.Target;

    private bool IsFile(string path) => path.EndsWith(FileName, StringComparison.OrdinalIgnoreCase);

    private bool IsUserPlace(string source, string target)
    {
        if (InHome(target.TrimEnd('/')) is not { } place) return false;
        var inFolder = $"{place}/{source[(source.LastIndexOf('/') + 1)..]}".TrimStart('/');
        return UserPlaces.Contains(place, StringComparer.OrdinalIgnoreCase) || UserPlaces.Contains(inFolder, StringComparer.OrdinalIgnoreCase);
    }

    // "/root/.npmrc" and "/home/node/.npmrc" give ".npmrc".
    private static string? InHome(string path) => path.Split('/') switch
    {
        ["", "root", .. var rest] => string.Join('/', rest),
        ["", "home", _, .. var rest] => string.Join('/', rest),
        ["~", .. var rest] => string.Join('/', rest),
        _ => null,
    };
}
