using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds package managers that are told to trust anybody.</summary>
internal sealed class CheckPackageSignatures : DockerfileRule
{
    private static readonly (string[] Programs, string[] Flags)[] Switches =
    [
        (["apt-get", "apt", "aptitude"], ["--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"]),
        (["yum", "dnf", "dnf5", "microdnf", "tdnf"], ["--nogpgcheck", "--no-gpgchecks"]),
        (["zypper"], ["--no-gpg-checks"]),
        (["apk"], ["--allow-untrusted"]),
        (["rpm"], ["--nosignature", "--nodigest"]),
    ];

    // In files of repositories, and in options like --setopt.
    private static readonly TextMarks Settings = new(
        "trusted=yes", "gpgcheck=0", "gpgcheck=false", "sslverify=0", "sslverify=false", "AllowUnauthenticated=true", "AllowUnauthenticated \"true\"",
        "AllowInsecureRepositories=true", "AllowInsecureRepositories \"true\"");

    public override RuleInfo Info { get; } = new("PGD229", "Let package managers check signatures", Severity.High)
    {
        Why = "Without the check, whoever sits between the build and the mirror decides what is installed, with the rights of root.",
        Fix = "Install the key of the repository (signed-by, rpm --import, /etc/apk/keys) and take the option away.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get install -y --allow-unauthenticated curl",
            "FROM centos:7.9\nRUN yum -y --nogpgcheck install x",
            "FROM opensuse/leap:15.6\nRUN zypper -n --no-gpg-checks in x",
            "FROM alpine:3.20\nRUN apk add --allow-untrusted /tmp/x.apk",
            "FROM centos:7.9\nRUN rpm -i --nosignature x.rpm",
            "FROM debian:12.5\nRUN echo 'deb [trusted=yes] https://example.com/ ./' > /etc/apt/sources.list.d/x.list",
            "FROM centos:7.9\nRUN printf '[x]\\nbaseurl=https://example.com\\ngpgcheck=0\\n' > /etc/yum.repos.d/x.repo",
            "FROM centos:7.9\nCOPY <<EOF /etc/yum.repos.d/x.repo\n[x]\ngpgcheck=0\nEOF",
            "FROM centos:7.9\nRUN yum -y --setopt=sslverify=false install x",
            "FROM debian:12.5\nRUN apt-get update -o Acquire::AllowInsecureRepositories=true",
            "FROM debian:12.5\nRUN echo 'APT::Get::AllowUnauthenticated \"true\";' > /etc/apt/apt.conf.d/90x",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN echo 'deb [signed-by=/etc/apt/keyrings/x.asc] https://example.com/ ./' > /etc/apt/sources.list.d/x.list",
            "FROM centos:7.9\nRUN printf '[x]\\ngpgcheck=1\\nrepo_gpgcheck=0\\n' > /etc/yum.repos.d/x.repo && yum -y install x",
            "FROM centos:7.9\nRUN echo --nogpgcheck",
            "FROM centos:7.9\nRUN rpm --import https://example.com/key.asc && rpm -i x.rpm",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN apt-get install --force-yes x",
        ],
        Tags =
        [
            "cis-docker:4.11", "checkov:CKV2_DOCKER_7", "checkov:CKV2_DOCKER_8", "checkov:CKV2_DOCKER_9", "checkov:CKV2_DOCKER_10", "checkov:CKV2_DOCKER_11", "checkov:CKV2_DOCKER_15",
            "cwe:347",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) => ByOption(file).Concat(BySetting(file)).Concat(InDocuments(file));

    private IEnumerable<Finding> ByOption(Dockerfile file) =>
        from row in Switches
        from command in file.Commands(row.Programs)
        where command.IsAny(row.Programs)
        let flag = command.FindFlag(row.Flags)
        where flag is not null
        select At(file, flag, $"{Quoting.Quote(flag)} lets {command.Name} install what nobody signed.");

    private IEnumerable<Finding> BySetting(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        where run.MayHold(Settings)
        from command in run.Script.Commands
        from word in command.Arguments
        let setting = SettingIn(word.Shape)
        where setting is not null
        select At(file, word, $"'{setting}' switches off the check of what is installed.");

    private IEnumerable<Finding> InDocuments(Dockerfile file) =>
        from instruction in file.Instructions
        where instruction is CopyInstruction or RunInstruction { Script.Kind: ShellKind.Posix, Command.Text: not ['<', '<', ..] }
        from heredoc in instruction.Heredocs
        let setting = SettingIn(heredoc.Body.Text)
        where setting is not null
        select At(file, heredoc, $"'{setting}' in this document switches off the check of what is installed.");

    // The signature of a repository's index (repo_gpgcheck) is another matter: few repositories have one.
    private static string? SettingIn(string text) => !Settings.AreIn(text) ? null : Settings.Texts.FirstOrDefault(setting =>
        text.Contains(setting, StringComparison.OrdinalIgnoreCase)
        && text.Replace("repo_gpgcheck", "", StringComparison.OrdinalIgnoreCase).Contains(setting, StringComparison.OrdinalIgnoreCase));
}
