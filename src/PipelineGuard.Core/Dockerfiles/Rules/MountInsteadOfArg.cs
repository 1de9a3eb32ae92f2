using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds commands that are handed a secret through a build argument.</summary>
internal sealed class MountInsteadOfArg : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD413", "Mount the secret that a command needs", Severity.High)
    {
        Why = "The history of this layer holds the build arguments with their values: docker history shows the secret.",
        Fix = "Replace the ARG by RUN --mount=type=secret,id=name,env=NAME.",
        Flags =
        [
            "FROM node:22\nARG NPM_TOKEN\nRUN npm config set //npm.example.com/:_authToken \"$NPM_TOKEN\"",
            "FROM debian:12.5\nARG GIT_PASSWORD\nRUN git clone https://jo:${GIT_PASSWORD}@example.com/a.git",
            "FROM debian:12.5\nARG API_KEY\nRUN X=$API_KEY make && echo \"$(printf %s \"$API_KEY\" | base64)\"",
        ],
        Allows =
        [
            "FROM node:22\nRUN --mount=type=secret,id=t,env=NPM_TOKEN npm config set //npm.example.com/:_authToken \"$NPM_TOKEN\"",
            "FROM node:22\nARG NPM_TOKEN\nRUN --mount=type=secret,id=t,env=NPM_TOKEN npm publish --token \"$NPM_TOKEN\"",
            "FROM debian:12.5\nARG VERSION\nRUN curl -fsSLO https://example.com/$VERSION",
            "FROM debian:12.5\nARG API_KEY\nRUN echo '$API_KEY'",
            "FROM debian:12.5 AS a\nARG API_KEY\nFROM debian:12.5\nRUN echo $API_KEY",
        ],
        Tags = ["cis-docker:4.10", "cwe:214", "cwe:538"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            var secrets = new HashSet<string>(StringComparer.Ordinal);
            foreach (var instruction in stage.Instructions)
            {
                if (instruction is ArgInstruction arg) secrets.UnionWith(arg.Pairs.Select(pair => pair.Name).Where(SecretNames.IsSecret));
                else if (instruction is RunInstruction run && secrets.Count > 0 && FirstUse(run, secrets) is { } use)
                    yield return At(file, use.Place, $"RUN gets the secret '{use.Name}' from a build argument.");
            }
        }
    }

    private static (ISyntax Place, string Name)? FirstUse(RunInstruction run, HashSet<string> secrets)
    {
        foreach (var expansion in run.Script.Commands.SelectMany(Words).SelectMany(word => word.Expansions))
        {
            bool isMounted = run.Mounts.Any(mount => mount["env"] == expansion.Name);
            if (secrets.Contains(expansion.Name) && !isMounted) return (expansion, expansion.Name);
        }
        return null;
    }

    private static IEnumerable<ShellWord> Words(ShellCommand command) =>
        command.Assignments.Select(assignment => assignment.Value)
            .Concat(command.Words)
            .Concat(command.Redirections.Select(redirection => redirection.Target))
            .OfType<ShellWord>();
}
