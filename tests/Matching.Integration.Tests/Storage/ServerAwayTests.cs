using System.Net;
using System.Net.Http.Json;
using Matching.Storage;
using Matching.Storage.Preparing;
using Matching.Tests.Servers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Matching.Integration.Tests.Storage;

/// <summary>The product is started before its database server: it waits, says so, and goes on by itself.</summary>
[NeedsPostgres(OwnServer = true)]
public sealed class ServerAwayTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matching-integration-");

    [Fact]
    public async Task Started_before_its_server_the_product_waits_and_recovers_without_a_restart()
    {
        var port = LoopbackPort.Free();
        await using var site = new Site(folder.FullName, new NpgsqlConnectionStringBuilder(PostgresServer.Loopback(port)) { Database = "matching" }.ConnectionString);
        using var client = site.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);

        using var page = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.Contains("数据库暂时连接不上", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var call = await client.GetAsync("/api/firms");
        Assert.Equal("/problems/database-unavailable", (await call.Content.ReadFromJsonAsync<ProblemDetails>())!.Type);

        var server = PostgresServer.ComingUpOn(port);
        try
        {
            await site.Services.GetRequiredService<DatabaseStart>().Ready.WaitAsync(Patience);
            await UntilReadyAsync(client);
            using var signIn = await client.GetAsync("/sign-in");
            Assert.Equal(HttpStatusCode.OK, signIn.StatusCode);
        }
        finally
        {
            server.Stop();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task UntilReadyAsync(HttpClient client)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await client.GetAsync("/health/ready", patience.Token)).StatusCode != HttpStatusCode.OK)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private sealed class Site(string folder, string connectionString) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseEnvironment("Development")
            .UseSetting($"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}", folder)
            .UseSetting($"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}", connectionString);
    }
}
