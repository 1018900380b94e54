using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Matching.Search.Elasticsearch;

/// <summary>Opens connections as the options ask: address, sign-in, trusted authorities.</summary>
internal static class ElasticsearchConnection
{
    public static HttpClient Open(ElasticsearchOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (!string.IsNullOrEmpty(options.CertificateAuthorityFile))
        {
            Pin(handler.SslOptions, options.CertificateAuthorityFile);
        }

        // Every request sets its own time.
        var client = new HttpClient(handler) { BaseAddress = WithSlash(options.Url!), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        client.DefaultRequestHeaders.Authorization = SignIn(options);
        return client;
    }

    private static AuthenticationHeaderValue? SignIn(ElasticsearchOptions options) =>
        !string.IsNullOrEmpty(options.ApiKey) ? new AuthenticationHeaderValue("ApiKey", options.ApiKey)
        : !string.IsNullOrEmpty(options.User)
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")))
        : null;

    /// <summary>Trusts the file's authorities and no others; the name in the certificate is checked all the same.</summary>
    private static void Pin(SslClientAuthenticationOptions tls, string authorityFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,

            // Authorities of one's own rarely publish lists of withdrawn certificates.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        tls.CertificateChainPolicy = policy;
    }

    /// <summary>Paths are taken relative to the address, which may itself have a path (a cluster behind a proxy).</summary>
    private static Uri WithSlash(Uri url) =>
        url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
}
