using PipelineGuard.Dockerfiles.Stages;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>Knows the programs that fetch files, and those that check what was fetched.</summary>
internal static class Downloads
{
    private static readonly string[] FetchingPrograms = ["curl", "wget", "aria2c"];

    private static readonly string[] Checking =
    [
        "sha256sum", "sha512sum", "sha384sum", "sha224sum", "sha1sum", "md5sum", "b2sum", "shasum", "sha256", "gpg", "gpg2", "gpgv", "cosign", "minisign", "signify", "openssl",
        "rpmkeys", "slsa-verifier", "gh",
    ];

    /// <summary>The programs that fetch.</summary>
    public static ReadOnlySpan<string> Fetching => FetchingPrograms;

    /// <summary>The addresses that a command fetches, as far as they are written down; those that begin with a variable included.</summary>
    public static IEnumerable<ShellWord> Urls(ShellCommand command) =>
        command.IsAny(Fetching) ? command.Operands.Where(word => word.Shape.Contains("://", StringComparison.Ordinal) || word.Shape.StartsWith(Scope.Unknown)) : [];

    /// <summary>True for a command that fetches something.</summary>
    public static bool Fetches(ShellCommand command) => Urls(command).Any();

    /// <summary>True for a command that compares a file with a checksum or a signature.</summary>
    public static bool Checks(ShellCommand command) => command.IsAny(Checking);

    /// <summary>True when an address leads back to the machine itself; false for one whose host stands in a variable.</summary>
    public static bool IsLocal(string url)
    {
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        var host = scheme < 0 ? [] : url.AsSpan(scheme + 3);
        return host.StartsWith("localhost") || host.StartsWith("127.") || host.StartsWith("[::1]") || host.StartsWith("0.0.0.0");
    }
}
