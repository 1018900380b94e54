using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Linking;
using Matching.Ingest.Linking.Near;
using Matching.Ingest.Tests.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Linking.Near;

/// <summary>When names are compared: once for all lists linked since, not while a list is under way, and not without cause.</summary>
public sealed class CompareNamesTests
{
    [Fact]
    public async Task Names_are_compared_once_lists_have_come_to_rest_and_not_again_without_cause()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        var compare = loader.Get<CompareNames>();
        Assert.Null(await compare.IfDueAsync(CancellationToken.None));

        await loader.LoadAsync("登记.csv", "企业名称,统一社会信用代码,注册地\n" + Lines(SpeltWorld.Register), Library.Registry, new DateOnly(2024, 1, 1));
        var waiting = Assert.IsType<ReceiveResult.Accepted>(await loader.ReceiveAsync("项目.csv", "承担单位,项目名称,所在地区\n" + Projects(SpeltWorld.WithoutForm), Library.Projects, new DateOnly(2024, 3, 1)));
        Assert.Null(await compare.IfDueAsync(CancellationToken.None));

        await loader.CarryAsync(waiting.JobId);
        var report = await compare.IfDueAsync(CancellationToken.None);
        Assert.NotNull(report);
        await using var db = await loader.OpenAsync();
        var comparison = await db.NameComparisons.SingleAsync();
        Assert.Equal(report.Units, comparison.Units);
        Assert.InRange(comparison.Linked, 1, SpeltWorld.Firms.Count);
        Assert.Contains(await db.Outbox.Select(message => message.Type).ToListAsync(), type => type.Contains("FirmsRelinked", StringComparison.Ordinal));

        Assert.Null(await compare.IfDueAsync(CancellationToken.None));
        Assert.Equal(0, (await compare.RunAsync(null, CancellationToken.None)).LinkagesChanged);
        Assert.Equal(2, await db.NameComparisons.CountAsync());
    }

    [Fact]
    public async Task A_process_that_died_before_it_said_so_leaves_the_comparison_due()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("登记.csv", "企业名称,统一社会信用代码,注册地\n" + Lines(SpeltWorld.Register), Library.Registry, new DateOnly(2024, 1, 1));
        await loader.LoadAsync("项目.csv", "承担单位,项目名称,所在地区\n" + Projects(SpeltWorld.WithoutForm), Library.Projects, new DateOnly(2024, 3, 1));
        var (died, _) = await loader.Get<RecordLinker>().LinkAllAsync(null, CancellationToken.None);
        Assert.True(died.LinkagesChanged > 0);

        var report = await loader.Get<CompareNames>().IfDueAsync(CancellationToken.None);

        Assert.Equal(0, report?.LinkagesChanged);
        await using var db = await loader.OpenAsync();
        Assert.Equal(1, await db.NameComparisons.CountAsync());
        Assert.Contains(await db.Outbox.Select(message => message.Type).ToListAsync(), type => type.Contains("FirmsRelinked", StringComparison.Ordinal));
        Assert.Null(await loader.Get<CompareNames>().IfDueAsync(CancellationToken.None));
    }

    private static string Lines(IEnumerable<ListRow> rows) =>
        string.Concat(rows.Select(row => $"{row.Name},{row.Code},{RegionOf(row)}\n"));

    private static string Projects(IEnumerable<ListRow> rows) =>
        string.Concat(rows.Select((row, place) => string.Create(CultureInfo.InvariantCulture, $"{row.Name},关键技术研究之{place},{RegionOf(row)}\n")));

    private static string RegionOf(ListRow row) => row.Region switch { SpeltWorld.Wuhan => "湖北省武汉市", 420500 => "湖北省宜昌市", _ => "湖南省长沙市" };
}
