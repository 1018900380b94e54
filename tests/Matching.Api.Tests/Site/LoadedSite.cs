using System.Net;
using System.Text;
using Matching.Api.Tests.Pools;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Finding;
using Matching.Ingest.Indexing;
using Matching.Ml.Scoring;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Accounts;
using Matching.Storage.Audit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Matching.Api.Tests.Site;

/// <summary>The product with invented lists loaded, linked, scored and indexed by its own steps; its background work is left out so that a test decides when things happen.</summary>
public class LoadedSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("matching-site-").FullName;

    /// <summary>The clock of the host; a test may move it on.</summary>
    public MovableClock Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));

    /// <summary>Name of the ASP.NET environment the host runs in.</summary>
    protected virtual string EnvironmentName => "Development";

    /// <summary>Where the host keeps its files.</summary>
    public string DataFolder => folder;

    public virtual async Task InitializeAsync()
    {
        foreach (var (name, content) in InventedLists.All)
        {
            await LoadAsync(name, Encoding.UTF8.GetBytes(content));
        }

        await ScoreAndIndexAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A browser of its own that follows no redirect.</summary>
    public HttpClient Browser(string address = "http://localhost") =>
        CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri(address) });

    public async Task<HttpClient> SignedInAsync(string user)
    {
        var client = Browser();
        var answer = await PoolSite.PostAsync(client, "/sign-in", "/sign-in", ("UserName", user), ("Password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>A signed-in browser, or an anonymous one for the empty name.</summary>
    public async Task<HttpClient> OfAsync(string user) => user.Length == 0 ? Browser() : await SignedInAsync(user);

    public async Task<MatchingDbContext> OpenDatabaseAsync() =>
        await Services.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();

    public async Task<FirmId> FirmAsync(string name)
    {
        await using var db = await OpenDatabaseAsync();
        return new FirmId(await db.Firms.Where(firm => firm.Name == name && firm.MergedInto == null).Select(firm => firm.Id).SingleAsync());
    }

    /// <summary>Audit rows of one account and action, oldest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string actor, string action)
    {
        await using var db = await OpenDatabaseAsync();
        return await db.Audit.AsNoTracking().Where(entry => entry.Actor == actor && entry.Action == action).OrderBy(entry => entry.Id).ToListAsync();
    }

    /// <summary>Hands a list over and carries its reading and linking out.</summary>
    public async Task LoadAsync(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        var result = await Services.GetRequiredService<ReceiveDelivery>().HandleAsync(new(stream, name, null, null, "publisher"), CancellationToken.None);
        var accepted = Assert.IsType<ReceiveResult.Accepted>(result);
        var steps = Services.GetRequiredService<DeliverySteps>();
        await steps.ReadAsync(accepted.JobId, CancellationToken.None);
        await steps.LinkAsync(accepted.JobId, CancellationToken.None);
    }

    public async Task ScoreAndIndexAsync()
    {
        var today = BeijingTime.Today(Clock);
        await Services.GetRequiredService<ScoreFirms>().RunAsync(today, ScoreScope.All, null, CancellationToken.None);
        var documents = Services.GetRequiredService<FirmDocuments>();
        await Services.GetRequiredService<IFirmIndex>().RebuildAsync(
            documents.AllAsync(today, CancellationToken.None), today, await documents.NewestChangeAsync(CancellationToken.None), CancellationToken.None);
        await Services.GetRequiredService<FirmFinderFollower>().FollowAsync(CancellationToken.None);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("Matching:Storage:DataFolder", folder);
        builder.UseSetting("Logging:LogLevel:Default", "None");
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            foreach (var background in services.Where(IsBackgroundWork).ToList())
            {
                services.Remove(background);
            }
        });
    }

    // the server itself is a hosted service too, and stays
    private static bool IsBackgroundWork(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationFactory is not null
            || service.ImplementationType?.FullName?.StartsWith("Matching.", StringComparison.Ordinal) == true);
}
