namespace PipelineGuard.Hardening.Settings;

/// <summary>A sort of system file whose lines rules read.</summary>
internal enum SettingsKind
{
    /// <summary><c>/etc/passwd</c> (passwd(5)).</summary>
    Accounts,

    /// <summary><c>/etc/group</c> (group(5)).</summary>
    Groups,

    /// <summary><c>/etc/shadow</c> (shadow(5)); hashes are replaced by their scheme as soon as the file is read.</summary>
    Passwords,

    /// <summary>Settings of the SSH server (sshd_config(5)).</summary>
    SshServer,

    /// <summary>Pluggable authentication modules (pam.conf(5)).</summary>
    Pam,

    /// <summary><c>/etc/login.defs</c> (login.defs(5)).</summary>
    LoginDefaults,

    /// <summary>Who may run what as whom (sudoers(5)).</summary>
    Sudoers,

    /// <summary>Settings of apt (apt.conf(5)).</summary>
    AptSettings,

    /// <summary>Package sources of apt (sources.list(5)), one line and deb822 style.</summary>
    AptSources,

    /// <summary>Settings and repositories of yum, dnf and zypper (yum.conf(5)).</summary>
    RpmRepositories,

    /// <summary>Settings of clients that download: curl, wget, git, pip, npm.</summary>
    Downloads,

    /// <summary>Hosts that may log in without a password (hosts.equiv(5)).</summary>
    TrustedHosts,
}
