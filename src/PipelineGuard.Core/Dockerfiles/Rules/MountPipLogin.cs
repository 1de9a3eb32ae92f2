using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds logins for Python package indexes that reach a layer.</summary>
internal sealed class MountPipLogin : PackageLoginRule
{
    public override RuleInfo Info { get; } = new("PGD408", "Mount the login of pip", Severity.High)
    {
        Why = "An index address with a password in pip.conf opens your package index to everyone who can pull the image.",
        Fix = "Use RUN --mount=type=secret,id=pip,target=/root/.config/pip/pip.conf pip install ….",
        Flags =
        [
            "FROM python:3.12\nRUN pip config set global.index-url https://jo:$PASSWORD@pypi.example.com/simple",
            "FROM python:3.12\nCOPY pip.conf /root/.config/pip/pip.conf",
            "FROM python:3.12\nCOPY pip.conf /home/app/.pip/",
            "FROM python:3.12\nRUN printf '[global]\\nindex-url=https://jo:%s@pypi.example.com/simple' \"$T\" > /etc/pip.conf; "
                + "echo \"index-url=https://jo:$T@pypi.example.com/simple\" >> /etc/pip.conf",
        ],
        Allows =
        [
            "FROM python:3.12\nRUN --mount=type=secret,id=pip,target=/root/.config/pip/pip.conf pip install -r requirements.txt",
            "FROM python:3.12\nRUN pip config set global.index-url https://pypi.example.com/simple",
            "FROM python:3.12\nCOPY pip.conf /etc/pip.conf",
            "FROM python:3.12\nRUN pip config set global.index-url https://jo:$T@pypi.example.com/simple && pip install a==1 && pip config unset global.index-url",
        ],
        Tags = ["cis-docker:4.10", "cwe:522", "cwe:538"],
    };

    protected override string[] Programs { get; } = ["pip"];

    protected override string[] UserPlaces { get; } = [".config/pip/pip.conf", ".pip/pip.conf"];

    protected override bool HoldsLogin(string text) => UrlLogins.In(text).Any();

    protected override bool SavesLogin(ShellCommand command) =>
        command.IsAny("pip", "pip3") && command.Is(command.Name!, "config", "set") && command.Arguments.Any(word => HoldsLogin(word.Shape));

    protected override bool ForgetsLogin(ShellCommand command) => command.IsAny("pip", "pip3") && command.Is(command.Name!, "config", "unset");
}
