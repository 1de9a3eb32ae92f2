using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PipelineGuard.Images.Building;

/// <summary>A certificate authority that nobody trusts unless told to, made anew for each test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;
    private readonly List<X509Certificate2> _given = [];

    public TestAuthority()
    {
        // Of two authorities of one name, only one would be tried.
        var request = new CertificateRequest("CN=Test authority " + Guid.NewGuid(), _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        _authority = request.CreateSelfSigned(now.AddDays(-10), now.AddDays(10));
    }

    /// <summary>The authority itself, as users name it.</summary>
    public string Pem => _authority.ExportCertificatePem();

    /// <summary>A certificate for a server.</summary>
    /// <param name="name">Its name or address.</param>
    /// <param name="days">How many days it is still good for; negative for one that has ended.</param>
    /// <param name="usage">What it may be used for; the default is to be a server.</param>
    public X509Certificate2 Certify(string name, int days = 2, string usage = ServerAuthentication)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var bare = request.Create(_authority, now.AddDays(-5), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
        using var own = bare.CopyWithPrivateKey(key);
        // A key that lives in memory only is not taken by every platform's TLS.
        var usable = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
        _given.Add(usable);
        return usable;
    }

    public void Dispose()
    {
        foreach (var certificate in _given) certificate.Dispose();
        _authority.Dispose();
        _key.Dispose();
    }
}
