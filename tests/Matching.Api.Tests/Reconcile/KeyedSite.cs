using System.Text.Json;
using Matching.Api.Tests.Site;
using Matching.Storage.ApiKeys;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Reconcile;

/// <summary>The loaded product with keys for programs of two banks.</summary>
public sealed class KeyedSite : LoadedSite
{
    public ApiKeyRing Ring => Services.GetRequiredService<ApiKeyRing>();

    public async Task<string> KeyAsync(string account = "bank-a", params string[] scopes)
    {
        var issued = Assert.IsType<IssueResult.Issued>(await Ring.IssueAsync("测试", account, scopes.Length > 0 ? scopes : [ApiKeyScope.Reconcile], 30, "admin", CancellationToken.None));
        return issued.Text;
    }

    public async Task<HttpClient> ProgramAsync(string account = "bank-a", params string[] scopes)
    {
        var client = Browser();
        client.DefaultRequestHeaders.Add("X-Api-Key", await KeyAsync(account, scopes));
        return client;
    }

    /// <summary>So few requests at once, and so slowly more, that a test can ask too often on a machine of any speed.</summary>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.ConfigureWebHost(builder);
        builder.UseSetting("Matching:Keys:Burst", "60");
        builder.UseSetting("Matching:Keys:RequestsPerSecond", "1");
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
