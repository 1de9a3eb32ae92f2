using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PipelineGuard.Findings;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// Whom TLS connections trust: the system's certificate authorities, and those that the user names, as Docker does:
/// <c>--registry-ca</c>, <c>SSL_CERT_FILE</c>, and <c>/etc/docker/certs.d/HOST[:PORT]/*.crt</c>.
/// </summary>
internal sealed class RegistryTrust : IDisposable
{
    private const string DockerFolder = "/etc/docker/certs.d";

    // RFC 5280 §4.2.1.12, id-kp-serverAuth.
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly X509Certificate2Collection _further = [];

    /// <summary>Loads what there is.</summary>
    /// <exception cref="GuardException">PG1001: a file that the user named cannot be used.</exception>
    public RegistryTrust(string host, RegistryAccess access)
    {
        if (access.CertificateAuthorities is { } file) Load(file, "--registry-ca");
        if (access.Environment("SSL_CERT_FILE") is { Length: > 0 } named && File.Exists(named)) Load(named, "SSL_CERT_FILE");
        // The host has been parsed: it has no slash. A colon cannot stand in a name of a Windows folder, where Docker has no such place either.
        var folder = Path.Combine(DockerFolder, host);
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder)) return;
        foreach (var crt in Directory.EnumerateFiles(folder, "*.crt").Order(StringComparer.Ordinal)) Load(crt, DockerFolder);
    }

    /// <summary>True once a server has shown a certificate: it speaks TLS.</summary>
    public bool SawCertificate { get; private set; }

    /// <summary>Judges a server's certificate; see <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Check(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        SawCertificate = true;
        if (errors == SslPolicyErrors.None) return true;
        // A certificate for another name stays wrong, whoever has signed it.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || _further.Count == 0 || certificate is null) return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_further);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        if (chain is not null) own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(presented);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in _further) certificate.Dispose();
    }

    private void Load(string file, string option)
    {
        try
        {
            int before = _further.Count;
            _further.ImportFromPemFile(file);
            if (_further.Count == before) throw new CryptographicException("It holds no certificate in PEM.");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.BadUsage, option, $"'{file}' cannot be used as certificate authorities: {failure.Message}", failure);
        }
    }
}
