using System.Net;
using System.Text.RegularExpressions;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Firms;
using Matching.Storage.Scores;
using Matching.Storage.Sequences;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Matching.Api.Tests.Pools;

/// <summary>The product on an empty data folder with a few invented firms, without its background work.</summary>
public sealed partial class PoolSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string HostileName = "武汉市<script>alert(1)</script>\"'&科技有限公司";

    private static readonly DateTimeOffset Now = new(2025, 3, 10, 2, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("matching-pools-").FullName;

    /// <summary>Firms 1–4 are fine (4 has a hostile name), 5 is provisional, 6 a university, 7 begins like a formula.</summary>
    public static IReadOnlyList<Firm> Firms { get; } =
    [
        Of(1, "武汉市甲光电科技有限公司"),
        Of(2, "武汉市乙新材料有限公司"),
        Of(3, "宜昌市丙生物医药有限公司"),
        Of(4, HostileName),
        Of(5, "武汉市丁暂定科技有限公司", isProvisional: true),
        Of(6, "武汉市戊大学", UnitKind.University),
        Of(7, "=HYPERLINK(\"http://x\")科技有限公司"),
    ];

    public static string UsccOf(long id) =>
        Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody($"MA4K{id:D4}")).ToString();

    /// <summary>A browser of its own, signed in as a demo account; redirects are not followed.</summary>
    public async Task<HttpClient> SignedInAsync(string user)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost") });
        var answer = await PostAsync(client, "/sign-in", "/sign-in", ("UserName", user), ("Password", "demo-matching"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>Opens a page and posts a form with its antiforgery token.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        return await client.PostAsync(action, new FormUrlEncodedContent(
        [
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            KeyValuePair.Create("__RequestVerificationToken", await TokenAsync(client, page)),
        ]));
    }

    /// <summary>The antiforgery token of a page's forms.</summary>
    public static async Task<string> TokenAsync(HttpClient client, string page) => Token().Match(await client.GetStringAsync(page)).Groups[1].Value;

    /// <summary>Value of the first hidden field of that name; empty when the page has none.</summary>
    public static string Hidden(string html, string name) =>
        Regex.Match(html, $"name=\"{name}\" value=\"([^\"]*)\"", RegexOptions.CultureInvariant).Groups[1].Value;

    public async Task InitializeAsync()
    {
        using var scope = Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MatchingDbContext>();
        // so that lists loaded by a test do not found firms under the same numbers
        await Numbers.TakeAsync(db, NumberSeries.Firms, Firms.Count + 1, CancellationToken.None);
        db.Firms.AddRange(Firms);
        db.Scores.AddRange(Firms.Where(firm => firm.Kind == UnitKind.Firm).Select(firm => new StoredScore
        {
            FirmId = firm.Id,
            Scorer = "card-test",
            AsOf = new DateOnly(2025, 3, 9),
            Stage = "成长期",
            Baseline = 0,
            Points = 60 + firm.Id,
            Grade = 3,
            PeerGroup = "全部",
            Contributions = "[]",
            ScoredAt = Now,
        }));
        await db.SaveChangesAsync();
        await Services.GetRequiredService<IFirmIndex>().RebuildAsync(
            Firms.Where(firm => firm.Kind == UnitKind.Firm).Select(Document).ToAsyncEnumerable(), new DateOnly(2025, 3, 9), 1, CancellationToken.None);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Matching:Storage:DataFolder", folder);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services =>
        {
            foreach (var background in services.Where(service => service.ServiceType == typeof(IHostedService) && IsOurs(service)).ToList())
            {
                services.Remove(background);
            }
        });
    }

    // the index is filled here by hand; a follower would empty it again
    private static bool IsOurs(ServiceDescriptor service) =>
        service.ImplementationFactory is not null
        || service.ImplementationType?.FullName?.StartsWith("Matching.", StringComparison.Ordinal) == true;

    private static Firm Of(long id, string name, UnitKind kind = UnitKind.Firm, bool isProvisional = false) => new()
    {
        Id = id,
        Kind = kind,
        Name = name,
        Uscc = isProvisional || kind != UnitKind.Firm ? null : UsccOf(id),
        IsProvisional = isProvisional,
        CreatedAt = Now,
    };

    private static FirmDocument Document(Firm firm) => new()
    {
        Id = new FirmId(firm.Id),
        Version = 1,
        Name = firm.Name,
        Uscc = firm.Uscc ?? "",
        Region = new RegionCode(firm.Id == 3 ? 420500 : 420100),
        Field = TechnologyField.NewMaterials,
        Points = 60 + firm.Id,
        Grade = 3,
        IsProvisional = firm.IsProvisional,
    };

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
