using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>pip install</c> that leaves its downloads in the layer.</summary>
internal sealed class SkipPipCache : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD221", "Install Python packages without a cache", Severity.Low)
    {
        Why = "pip keeps every download in the home folder, where nothing uses it again.",
        Fix = "Add --no-cache-dir, set PIP_NO_CACHE_DIR=1, or mount a cache over /root/.cache/pip.",
        Flags =
        [
            "FROM python:3.12-slim\nRUN pip install flask==3.0.3",
            "FROM python:3.12-slim\nRUN python -m pip install -r requirements.txt",
            "FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=0\nRUN pip3 install flask==3.0.3",
        ],
        Allows =
        [
            "FROM python:3.12-slim\nRUN pip install --no-cache-dir flask==3.0.3",
            "FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask==3.0.3",
            "FROM python:3.12-slim\nARG PIP_NO_CACHE_DIR=yes\nRUN pip install flask==3.0.3",
            "FROM python:3.12-slim\nRUN PIP_NO_CACHE_DIR=1 pip install flask==3.0.3",
            "FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache pip install flask==3.0.3",
            "FROM python:3.12-slim\nRUN pip install flask==3.0.3 && rm -rf ~/.cache/pip",
            "FROM python:3.12-slim\nRUN pip install flask==3.0.3 && pip cache purge",
            "FROM python:3.12-slim\nRUN pip install $OPTIONS flask==3.0.3",
            "FROM python:3.12-slim AS build\nRUN pip install flask==3.0.3\nFROM python:3.12-slim\nCOPY --from=build /app /app",
        ],
        Tags = ["hadolint:DL3042"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.ShippedRuns(PackageManagers.Pip.Programs.AsSpan())
        where !IsOff(run.Scope.Find("PIP_NO_CACHE_DIR").Value) && !PackageManagers.Pip.Caches.Any(run.KeepsOutOfLayer)
        where !run.Script.Commands.Any(command => PackageManagers.Pip.Cleans(command) || command.Sets("PIP_NO_CACHE_DIR"))
        from command in run.Script.Commands
        let install = PackageManagers.Pip.InstallWord(command)
        where install is not null && command.Name != "uv" && !command.HasFlag("--no-cache-dir") && !command.MayHoldMoreOptions
        select At(file, command, "pip leaves its downloads in the image.", new("Add --no-cache-dir.")
        {
            Edits = run.IsExecForm ? [] : [file.InsertAfter(install, " --no-cache-dir")],
        });

    // The values that pip takes for "no".
    private static bool IsOff(string? value) => value is not (null or "" or "0" or "false" or "no" or "off" or "n" or "f");
}
