using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds files with secrets that are deleted too late.</summary>
internal sealed class DeleteSecretsInTheSameLayer : DockerfileRule
{
    // Files that may hold a login: harmless as a rule, but nobody deletes them for another reason.
    private static readonly string[] Configurations = [".npmrc", ".yarnrc.yml", "pip.conf", "nuget.config", "auth.json", "settings.xml", "secrets.json"];

    public override RuleInfo Info { get; } = new("PGD411", "Do not delete secrets in a later layer", Severity.High)
    {
        Why = "Deleting only hides a file: the layer that brought it still holds it, and can be pulled and unpacked.",
        Fix = "Never put the file into a layer: mount it with RUN --mount=type=secret where it is needed.",
        Flags =
        [
            "FROM node:22\nCOPY .npmrc .\nRUN npm ci\nRUN rm -f .npmrc",
            "FROM debian:12.5\nCOPY keys/id_rsa /root/.ssh/id_rsa\nRUN git clone git@example.com:a.git && rm /root/.ssh/id_rsa",
            "FROM debian:12.5\nRUN echo \"$KEY\" > /root/.ssh/id_ed25519\nRUN git clone git@example.com:a.git; rm -rf /root/.ssh",
        ],
        Allows =
        [
            "FROM node:22\nRUN echo $T > .npmrc && npm ci && rm -f .npmrc",
            "FROM node:22 AS build\nCOPY .npmrc .\nRUN npm ci\nFROM node:22\nRUN rm -f .npmrc",
            "FROM node:22\nCOPY .npmrc package.json ./\nRUN npm ci && rm -rf /root/.npm",
            "FROM debian:12.5\nCOPY app.tar /tmp/\nRUN tar xf /tmp/app.tar && rm /tmp/app.tar",
        ],
        Tags = ["cis-docker:4.10", "cwe:538", "cwe:459"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            var brought = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var instruction in stage.Instructions)
            {
                if (instruction is RunInstruction run && brought.Count > 0)
                {
                    foreach (var (word, name) in Deleted(run).Where(deleted => brought.Contains(deleted.Name)))
                        yield return At(file, word, $"'{name}' is deleted here, but an earlier layer still holds it.");
                }
                brought.UnionWith(Brought(instruction));
            }
        }
    }

    private static IEnumerable<(ShellWord Word, string Name)> Deleted(RunInstruction run) =>
        from command in run.Script.Commands
        where command.IsAny("rm", "shred", "unlink")
        from word in command.Operands
        select (word, NameOf(word.Shape));

    private static IEnumerable<string> Brought(Instruction instruction) => instruction switch
    {
        CopyInstruction { Destination: { } target } copy =>
            copy.Sources.Append(target).SelectMany(word => Secrets(copy.Scope.ExpandPartly(word.Text))),
        RunInstruction run when run.Script.Commands.Any(command => !command.Redirections.IsEmpty) => Written(run).Except(Deleted(run).Select(deleted => deleted.Name), StringComparer.OrdinalIgnoreCase),
        _ => [],
    };

    private static IEnumerable<string> Written(RunInstruction run) =>
        from command in run.Script.Commands
        from redirection in command.Redirections
        where redirection is { Operator: ">" or ">>" or ">|", Target: not null }
        from name in Secrets(redirection.Target!.Shape)
        select name;

    // The file itself, and the folder whose deletion would take it along.
    private static IEnumerable<string> Secrets(string path)
    {
        var name = NameOf(path);
        if (SecretFiles.WhatIn(path) is null && !Configurations.Contains(name, StringComparer.OrdinalIgnoreCase)) yield break;
        yield return name;
        var folder = NameOf(path[..Math.Max(0, path.TrimEnd('/').LastIndexOf('/'))]);
        if (folder is ".ssh" or ".aws" or ".gnupg" or ".kube" or ".docker") yield return folder;
    }

    private static string NameOf(string path)
    {
        path = path.TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..].Replace(Scope.Unknown.ToString(), "", StringComparison.Ordinal);
    }
}
