using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles.Packaging;

/// <summary>The package managers that rules know, from their manuals.</summary>
internal static class PackageManagers
{
    private static readonly ImmutableArray<string> RedHatCaches = ["/var/cache/yum", "/var/cache/dnf", "/var/cache/tdnf", "/var/cache/libdnf5"];
    private static readonly ImmutableArray<string> RedHatCleaning = ["yum clean", "dnf clean", "dnf5 clean", "microdnf clean", "tdnf clean"];
    private static readonly ImmutableArray<string> RedHatAsking =
        ["install", "update", "upgrade", "remove", "erase", "reinstall", "downgrade", "localinstall", "groupinstall", "autoremove", "distro-sync"];
    // name-1.2-3: the version begins with the first digit behind a dash.
    private static readonly ImmutableArray<string> DashAndDigit = ["-0", "-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9"];

    /// <summary>Debian, Ubuntu.</summary>
    public static PackageManager Apt { get; } = new("apt-get", "apt", "aptitude")
    {
        Asking = ["install", "upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade", "remove", "purge", "autoremove", "build-dep"],
        Yes = ["-y", "--yes", "--assume-yes", "-qq", "--force-yes"],
        VersionSigns = ["="],
        UpgradeFlags = ["--only-upgrade"],
        Caches = ["/var/lib/apt/lists"],
        Cleaning = ["apt-get distclean", "apt-get dist-clean", "apt distclean", "apt dist-clean"],
    };

    /// <summary>Alpine.</summary>
    public static PackageManager Apk { get; } = new("apk")
    {
        Installing = ["add"],
        VersionSigns = ["=", "<", ">", "~"],
        UpgradeFlags = ["-u", "--upgrade"],
        Caches = ["/var/cache/apk", "/etc/apk/cache"],
    };

    /// <summary>CentOS, older Red Hat and Amazon Linux.</summary>
    public static PackageManager Yum { get; } = new("yum")
    {
        Installing = ["install", "localinstall", "reinstall", "groupinstall"],
        Asking = RedHatAsking,
        Yes = ["-y", "--assumeyes"],
        VersionSigns = DashAndDigit,
        Caches = RedHatCaches,
        Cleaning = RedHatCleaning,
    };

    /// <summary>Fedora, Red Hat, and the small relatives of dnf in minimal images and Azure Linux.</summary>
    public static PackageManager Dnf { get; } = Yum with { Programs = ["dnf", "dnf5", "microdnf", "tdnf"] };

    /// <summary>SUSE.</summary>
    public static PackageManager Zypper { get; } = new("zypper")
    {
        Installing = ["install", "in"],
        Asking = ["install", "in", "update", "up", "patch", "dist-upgrade", "dup", "remove", "rm", "source-install", "si"],
        Yes = ["--non-interactive", "-n", "-y", "--no-confirm"],
        VersionSigns = ["=", "<", ">"],
        Caches = ["/var/cache/zypp"],
        Cleaning = ["zypper clean", "zypper cc"],
    };

    /// <summary>Python.</summary>
    public static PackageManager Pip { get; } = new("pip", "python", "uv")
    {
        VersionSigns = ["==", "~=", "<", "@"],
        RevisionSign = '@',
        VersionFlags = ["-c", "--constraint", "--require-hashes"],
        Caches = [".cache/pip"],
        Cleaning = ["pip cache", "pip3 cache"],
    };

    /// <summary>Node.</summary>
    public static PackageManager Npm { get; } = new("npm", "pnpm", "yarn")
    {
        Installing = ["install", "i", "add"],
        VersionSigns = ["@"],
        Floating = ["@latest", "@next", "@canary", "@lts"],
        HasScopes = true,
        RevisionSign = '#',
        Caches = [".npm", ".cache/yarn", ".yarn", ".local/share/pnpm", "/usr/local/share/.cache"],
        Cleaning = ["npm cache", "yarn cache", "pnpm store"],
    };

    /// <summary>Ruby.</summary>
    public static PackageManager Gem { get; } = new("gem")
    {
        Installing = ["install", "i"],
        VersionSigns = [":"],
        VersionFlags = ["-v", "--version", "-g", "--file"],
    };

    /// <summary>Those that install the packages of an operating system.</summary>
    public static ImmutableArray<PackageManager> OfSystems { get; } = [Apt, Apk, Yum, Dnf, Zypper];

    /// <summary>All in this table.</summary>
    public static ImmutableArray<PackageManager> All { get; } = [.. OfSystems, Pip, Npm, Gem];

    /// <summary>The commands of <see cref="OfSystems"/>.</summary>
    public static ReadOnlySpan<string> ProgramsOfSystems => SystemPrograms.AsSpan();

    /// <summary>The commands of <see cref="All"/>.</summary>
    public static ReadOnlySpan<string> Programs => AllPrograms.AsSpan();

    private static readonly ImmutableArray<string> SystemPrograms = [.. OfSystems.SelectMany(manager => manager.Programs)];
    private static readonly ImmutableArray<string> AllPrograms = [.. All.SelectMany(manager => manager.Programs)];
}
