using System.Collections.Immutable;

namespace PipelineGuard.Packages.Catalogers.Programs;

/// <summary>The programs that are known by the texts in them. A new one is a row here.</summary>
internal static class KnownPrograms
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<KnownProgram> All { get; } =
    [
        new(PackageType.Bitnami, "node", ["node", "nodejs", "libnode.so*"], "node.js/v"),
        new(PackageType.Bitnami, "python", ["python2*", "python3*", "libpython2*", "libpython3*"], "") { HasSeriesInName = true, After = "\0", LeastNumbers = 3 },
        new(PackageType.Bitnami, "php", ["php", "php5*", "php7*", "php8*", "php-fpm*", "php-cgi*", "libphp*"], "X-Powered-By: PHP/") { LeastNumbers = 3 },
        new(PackageType.Bitnami, "ruby", ["ruby", "ruby2*", "ruby3*", "ruby4*", "libruby*"], "ruby ") { After = " (20", LeastNumbers = 3, Spell = ProgramVersion.Numbers },
        new(PackageType.Bitnami, "java", ["libjvm.so"], " JRE (") { Spell = ProgramVersion.Java },
        new(PackageType.Bitnami, "nginx", ["nginx", "nginx-debug"], "nginx version: nginx/") { LeastNumbers = 3 },
        new(PackageType.Bitnami, "apache", ["httpd", "apache2"], "Apache/") { LeastNumbers = 3 },
        new(PackageType.Bitnami, "postgresql", ["postgres"], "postgres (PostgreSQL) ") { LeastNumbers = 1 },
        new(PackageType.Bitnami, "redis", ["redis-server"], "") { Find = RedisVersion.Find },
        new(PackageType.Bitnami, "memcached", ["memcached"], "memcached ") { LeastNumbers = 3 },
        new(PackageType.Program, "openssl", ["openssl", "libcrypto.so*"], "OpenSSL ") { After = " ", LeastNumbers = 3 },
        new(PackageType.Program, "busybox", ["busybox*"], "BusyBox v"),
        new(PackageType.Program, "rust", ["rustc", "librustc_driver*"], "rustc version ") { LeastNumbers = 3, Spell = ProgramVersion.Numbers },
    ];

    /// <summary>True for a program that is listed although no advisories are known under its name.</summary>
    public static bool IsWithoutAdvisories(string name) => All.Any(program => program.Name == name && program.Type == PackageType.Program);
}
