using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds git told to accept any certificate.</summary>
internal sealed class VerifyGitHosts : DockerfileRule
{
    private static readonly TextMarks Variable = new("GIT_SSL_NO_VERIFY");

    public override RuleInfo Info { get; } = new("PGD232", "Let git check certificates", Severity.High)
    {
        Why = "Without the check anybody on the way to the repository can put other code into the image.",
        Fix = "Give git the certificate of your server (http.sslCAInfo, GIT_SSL_CAINFO), and take the setting away.",
        Flags =
        [
            "FROM debian:12.5\nRUN git config --global http.sslVerify false",
            "FROM debian:12.5\nRUN git -c http.sslVerify=false clone -b v1 https://example.com/x.git",
            "FROM debian:12.5\nENV GIT_SSL_NO_VERIFY=1",
            "FROM debian:12.5\nRUN GIT_SSL_NO_VERIFY=true git clone -b v1 https://example.com/x.git",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN git config --global http.sslVerify true",
            "FROM debian:12.5\nRUN git clone -b v1 https://example.com/x.git && echo http.sslVerify=false",
            "FROM debian:12.5\nENV GIT_SSL_CAINFO=/etc/ca.pem",
        ],
        Tags = ["checkov:CKV2_DOCKER_14", "cwe:295"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var commands = from command in file.Commands("git")
                       where command.Name == "git" && SwitchesOff(command)
                       select At(file, command, "git accepts any certificate here.");
        var settings = from setting in file.Settings(Variable)
                       where setting.Value is not ("" or "0" or "false")
                       select At(file, setting.Place, "GIT_SSL_NO_VERIFY makes git accept any certificate.");
        return commands.Concat(settings);
    }

    private static bool SwitchesOff(ShellCommand command)
    {
        bool isName = false;
        foreach (var word in command.Arguments)
        {
            if (isName && word.Shape is "false" or "0" or "off") return isName;
            isName = word.Shape.StartsWith("http.", StringComparison.OrdinalIgnoreCase) && word.Shape.EndsWith("sslVerify", StringComparison.OrdinalIgnoreCase);
            if (word.Shape.Equals("http.sslVerify=false", StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
