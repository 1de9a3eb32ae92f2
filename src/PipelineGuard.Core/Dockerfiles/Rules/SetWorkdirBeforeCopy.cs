using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds files that are copied to wherever the base image happens to stand.</summary>
internal sealed class SetWorkdirBeforeCopy : DockerfileRule
{
    // Official images that document a working directory.
    private static readonly string[] BasesWithWorkdir =
    [
        "php", "golang", "httpd", "tomcat", "jetty", "composer", "caddy", "gradle", "wordpress", "drupal", "nextcloud", "ghost", "redis", "matomo",
        "flink", "joomla",
        "phpmyadmin", "rocket.chat", "node-red", "adminer", "tomee", "storm", "solr", "sonarqube", "elasticsearch", "kibana", "logstash", "scratch",
    ];

    public override RuleInfo Info { get; } = new("PGD032", "Set a WORKDIR before copying to a relative path", Severity.Medium)
    {
        Why = "Without a WORKDIR a relative destination lies in the root of the file system, among the folders of the system.",
        Fix = "Add a WORKDIR above, or write an absolute destination.",
        Flags =
        [
            "FROM debian:12.5\nCOPY . .", "FROM node:22.1\nCOPY package.json ./",
            "FROM debian:12.5 AS a\nWORKDIR /app\nFROM debian:12.5\nCOPY --from=a /app app",
        ],
        Allows =
        [
            "FROM debian:12.5\nWORKDIR /app\nCOPY . .", "FROM debian:12.5\nCOPY . /app",
            "FROM debian:12.5 AS base\nWORKDIR /app\nFROM base\nCOPY . .",
            "FROM php:8.3-apache\nCOPY . .", "FROM registry.example.com/base:1.0\nCOPY . .", "FROM debian:12.5\nCOPY . $HOME/app",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY . C:/app", "FROM debian:12.5\nONBUILD COPY . .",
        ],
        Tags = ["hadolint:DL3045"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var settled = new HashSet<Stage>();
        foreach (var stage in file.Stages)
        {
            bool known = stage.IsWindows || !StartsInRoot(stage) || (stage.Base?.Stage is { } below && settled.Contains(below));
            foreach (var instruction in stage.Instructions)
            {
                if (instruction.Kind == InstructionKind.Workdir) known = true;
                else if (!known && instruction is CopyInstruction { Destination: { } path } && !StagePath.MayBeAbsolute(instruction.Scope.ExpandPartly(path.Text)))
                    yield return At(file, path, $"{instruction.Keyword} to {SyntaxProblems.Quote(path.Text)} without a WORKDIR lands in the root folder.");
            }
            if (known) settled.Add(stage);
        }
    }

    private static bool StartsInRoot(Stage stage) =>
        stage.Root is { IsResolved: true, Registry: null or "docker.io" } root
        && OfficialImage.NameOf(root.Reference) is { } name && !BasesWithWorkdir.Contains(name);
}
