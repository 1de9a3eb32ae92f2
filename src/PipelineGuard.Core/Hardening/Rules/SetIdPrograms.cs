using System.Collections.Frozen;
using PipelineGuard.Images;

namespace PipelineGuard.Hardening.Rules;

/// <summary>The programs that distributions ship with a set-id bit, and where they stand.</summary>
internal static class SetIdPrograms
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "at", "bsd-write", "bwrap", "chage", "chfn", "chsh", "crontab", "dbus-daemon-launch-helper", "doas", "dotlockfile", "expiry", "fusermount", "fusermount3", "gpasswd", "lbu", "locate",
        "bbsuid", "mail-lock", "mail-touchlock", "mail-unlock", "mlocate", "mount", "mount.cifs", "mount.nfs", "newgidmap", "newgrp", "newuidmap", "ntfs-3g", "pam_extrausers_chkpwd", "pam_timestamp_check", "passwd", "ping", "ping6",
        "pkexec", "plocate", "polkit-agent-helper-1", "pppd", "screen", "sg", "snap-confine", "ssh-agent", "ssh-keysign", "su", "sudo", "sudoedit", "umount", "unix_chkpwd", "usernetctl", "utempter", "vmware-user-suid-wrapper", "wall", "write", "write.ul");

    private static readonly string[] Folders = ["bin/", "sbin/", "usr/bin/", "usr/sbin/", "lib/", "lib64/", "usr/lib/", "usr/lib64/", "usr/libexec/"];

    /// <summary>True for one of them at its usual place.</summary>
    public static bool IsUsual(ImagePath program) =>
        Names.Contains(program.Name.ToString()) && Array.Exists(Folders, folder => program.Value.StartsWith(folder, StringComparison.Ordinal));
}
