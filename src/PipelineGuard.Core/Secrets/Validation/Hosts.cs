namespace PipelineGuard.Secrets.Validation;

/// <summary>Tells hosts that are nobody's: those of documentation (RFC 2606, RFC 6761) and words that stand for one.</summary>
internal static class Hosts
{
    private static readonly string[] Words = ["host", "hostname", "server", "domain", "address", "ip", "url", "proxy", "proxyhost", "registry", "myserver", "myhost", "site", "foo", "bar", "somewhere"];
    private static readonly string[] Ends = ["example.com", "example.org", "example.net", "example.edu", ".example", ".test", ".invalid", "domain.com", "yourdomain.com", "mydomain.com", "host.com", "hostname.com", "server.com", "foo.com", "bar.com", "company.com"];

    /// <summary>True for a host of documentation; a port behind it does not count.</summary>
    public static bool IsExample(ReadOnlySpan<char> host)
    {
        int colon = host.IndexOf(':');
        if (colon >= 0) host = host[..colon];
        foreach (var word in Words)
        {
            if (host.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        foreach (var end in Ends)
        {
            if (host.EndsWith(end, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
