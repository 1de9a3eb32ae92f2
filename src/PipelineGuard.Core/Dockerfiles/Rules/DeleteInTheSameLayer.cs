using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds deletions that make nothing smaller.</summary>
internal sealed class DeleteInTheSameLayer : DockerfileRule
{
    private const string AptLists = "/var/lib/apt/lists";

    public override RuleInfo Info { get; } = new("PGD326", "Delete files in the layer that brought them", Severity.Low)
    {
        Why = "A later RUN only hides a file: the layer below keeps it, with its size and its secrets.",
        Fix = "Delete in the RUN that makes the file; use RUN --mount=type=bind instead of COPY for what is needed during the build only.",
        Flags =
        [
            "FROM debian:12.5\nCOPY setup.tgz /tmp/setup.tgz\nRUN tar xzf /tmp/setup.tgz && rm /tmp/setup.tgz",
            "FROM debian:12.5\nADD src /src/\nRUN make -C /src && rm -rf /src",
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl\nRUN rm -rf /var/lib/apt/lists/*",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN --mount=type=bind,source=setup.tgz,target=/tmp/setup.tgz tar xzf /tmp/setup.tgz",
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && rm -rf /var/lib/apt/lists/*",
            "FROM debian:12.5\nCOPY . /src\nRUN rm -rf /tmp/* && rm -f /src/notes.txt",
            "FROM debian:12.5 AS build\nCOPY a.tgz /a.tgz\nRUN rm /a.tgz\nFROM debian:12.5\nCOPY --from=build /x /x",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var brought = new Dictionary<string, string>(StringComparer.Ordinal);
        Stage? stage = null;
        foreach (var instruction in file.Shipped<Instruction>())
        {
            if (instruction.Stage != stage) brought.Clear();
            stage = instruction.Stage;
            if (instruction is CopyInstruction { Destination.Text: { Length: > 1 } path }) brought[path.TrimEnd('/')] = instruction.Keyword.Text.ToUpperInvariant();
            if (instruction is not RunInstruction run || !run.Script.Commands.Any(command => command.IsAny("apt-get", "apt", "rm"))) continue;
            bool updates = run.Script.Commands.Any(command => command.IsAny("apt-get", "apt") && command.Operands.FirstOrDefault()?.Value == "update");
            if (updates) brought.Remove(AptLists);
            foreach (var (word, by) in Hidden(run, brought)) yield return At(file, word, $"{Quoting.Quote(word)} stays in the layer of the {by} above; this only hides it.");
            if (updates && !run.Script.Commands.Any(command => command.Deletes(AptLists)) && !run.KeepsOutOfLayer(AptLists)) brought[AptLists] = "RUN";
        }
    }

    private static IEnumerable<(ShellWord Word, string By)> Hidden(RunInstruction run, Dictionary<string, string> brought) =>
        from command in run.Script.Commands
        where command.Is("rm")
        from word in command.Operands
        let path = word.Value?.TrimEnd('*').TrimEnd('/')
        where path is not null && brought.ContainsKey(path)
        select (word, brought[path]);
}
