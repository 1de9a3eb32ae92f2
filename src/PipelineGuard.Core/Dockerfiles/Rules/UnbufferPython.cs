using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds Python images whose output may be lost.</summary>
internal sealed class UnbufferPython : DockerfileRule
{
    private static readonly string[] Interpreters = ["python", "python3"];

    public override RuleInfo Info { get; } = new("PGD522", "Do not buffer Python's output", Severity.Info)
    {
        Why = "Without a terminal, Python keeps its output back in blocks: the log is late, and its end is lost when the container is killed.",
        Fix = "Write ENV PYTHONUNBUFFERED=1, or start python -u.",
        Flags =
        [
            "FROM python:3.12\nCMD [\"python\", \"app.py\"]",
            "FROM python:3.12-slim AS base\nFROM base\nENTRYPOINT python3 -m app",
        ],
        Allows =
        [
            "FROM python:3.12\nENV PYTHONUNBUFFERED=1\nCMD [\"python\", \"app.py\"]",
            "FROM python:3.12\nCMD [\"python\", \"-u\", \"app.py\"]",
            "FROM python:3.12\nCMD [\"gunicorn\", \"app:app\"]",
            "FROM python:3.12\nCMD [\"python3\"]",
            "FROM debian:12.5\nCMD [\"python3\", \"app.py\"]",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is not { Root: { Repository: "python" or "library/python" } } stage) yield break;
        if (stage.Environment("PYTHONUNBUFFERED") is not null) yield break;
        foreach (var start in stage.Start())
        {
            var command = start.Script.Commands.FirstOrDefault(command => command.IsAny(Interpreters));
            // Without a program it is the prompt, which somebody sits at.
            if (command is null or { Arguments.IsEmpty: true } || command.HasFlag("-u")) continue;
            yield return At(file, command, "Python keeps its output back in blocks.", new("Set PYTHONUNBUFFERED.")
            {
                Edits = [file.InsertLineAbove(start, "ENV PYTHONUNBUFFERED=1")],
            });
            yield break;
        }
    }
}
