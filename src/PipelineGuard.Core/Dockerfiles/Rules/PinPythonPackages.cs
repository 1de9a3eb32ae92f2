using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds Python packages without a version.</summary>
internal sealed class PinPythonPackages() : PinPackagesRule(PackageManagers.Pip)
{
    public override RuleInfo Info { get; } = new("PGD220", "Pin the versions of Python packages", Severity.Low)
    {
        Why = "Without a version the same commit gives different images on different days, and a hijacked release is in the next build.",
        Fix = "Write flask==3.0.3, or install from a requirements file with hashes.",
        Flags =
        [
            "FROM python:3.12-slim\nRUN pip install flask",
            "FROM python:3.12-slim\nRUN python3 -m pip install --no-cache-dir flask==3.0.3 'gunicorn>=22'",
            "FROM python:3.12-slim\nRUN pip3.12 install -r requirements.txt uwsgi",
            "FROM python:3.12-slim\nRUN uv pip install --system flask",
            "FROM python:3.12-slim\nRUN pip install git+https://example.com/x.git",
        ],
        Allows =
        [
            "FROM python:3.12-slim\nRUN pip install flask==3.0.3 'gunicorn~=22.0' 'celery[redis]==5.4.0'",
            "FROM python:3.12-slim\nRUN pip install -r requirements.txt",
            "FROM python:3.12-slim\nRUN pip install -c constraints.txt flask",
            "FROM python:3.12-slim\nRUN pip install . ./plugin /dist/*.whl git+https://example.com/x.git@v1",
            "FROM python:3.12-slim\nRUN pip install --index-url https://pypi.example.com/simple \"flask==$FLASK\"",
            "FROM python:3.12-slim\nRUN python -m venv install && python setup.py install",
        ],
        Tags = ["hadolint:DL3013"],
    };
}
