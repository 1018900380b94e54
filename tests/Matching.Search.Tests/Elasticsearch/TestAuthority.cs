using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Matching.Search.Tests.Elasticsearch;

/// <summary>A certificate authority of one test and a certificate of its making for localhost.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 authority;

    public TestAuthority()
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var authorityKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        authority = request.CreateSelfSigned(from, from.AddDays(10));

        using var serverKey = RSA.Create(2048);
        var server = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        using var signed = server.Create(authority, from, from.AddDays(9), [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(serverKey);
        Certificate = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        File = Path.Combine(Path.GetTempPath(), $"matching-authority-{Guid.NewGuid():N}.pem");
        System.IO.File.WriteAllText(File, authority.ExportCertificatePem());
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>PEM file of the authority.</summary>
    public string File { get; }

    public void Dispose()
    {
        System.IO.File.Delete(File);
        Certificate.Dispose();
        authority.Dispose();
    }
}
