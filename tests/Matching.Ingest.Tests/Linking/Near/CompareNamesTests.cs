using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Linking;
using Matching.Ingest.Linking.Near;
using Matching.Ingest.Tests.Deliveries;
using Matching.Storage;
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task A_comparison_that_dies_between_its_transactions_ends_in_the_groups_of_one_that_did_not(int pieces)
    {
        var undisturbed = await GroupsAsync(diesAfter: null);
        Assert.Contains(undisturbed, group => group.Contains('|', StringComparison.Ordinal));
        Assert.Equal(undisturbed, await GroupsAsync(pieces));
    }

    /// <summary>Names by firm after a comparison, one string a firm.</summary>
    /// <param name="diesAfter">Pieces the first comparison writes before it dies; null for one that lives.</param>
    private static async Task<IReadOnlyList<string>> GroupsAsync(int? diesAfter)
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("登记.csv", "企业名称,统一社会信用代码,注册地\n" + Lines(SpeltWorld.Register), Library.Registry, new DateOnly(2024, 1, 1));
        await loader.LoadAsync("项目.csv", "承担单位,项目名称,所在地区\n" + Projects(SpeltWorld.WithoutForm), Library.Projects, new DateOnly(2024, 3, 1));
        await loader.LoadAsync("补充项目.csv", "承担单位,项目名称,所在地区\n" + Projects(SpeltWorld.CutOff), Library.Projects, new DateOnly(2024, 5, 1));
        await using var db = await loader.OpenAsync();
        if (diesAfter is { } pieces)
        {
            loader.Get<RecordLinker>().UnitsPerTransaction = 2;
            using var death = new CancellationTokenSource();
            var before = await db.Linkages.CountAsync(linkage => linkage.EndedAt != null);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loader.Get<CompareNames>().RunAsync(new DiesAfter(pieces, death), death.Token));
            Assert.Equal(0, await db.NameComparisons.CountAsync());
            Assert.True(pieces == 1 || await db.Linkages.CountAsync(linkage => linkage.EndedAt != null) > before, "nothing was written before it died");
            await AssertOnePlaceEachAsync(db);
        }

        Assert.NotNull(await loader.Get<CompareNames>().IfDueAsync(CancellationToken.None));
        await AssertOnePlaceEachAsync(db);
        Assert.Null(await loader.Get<CompareNames>().IfDueAsync(CancellationToken.None));
        var names = await (
            from unit in db.Units
            join linkage in db.Linkages on new { unit.RecordId, unit.Position } equals new { linkage.RecordId, linkage.Position }
            where linkage.EndedAt == null
            select new { linkage.FirmId, unit.PrintedName }).ToListAsync();
        return [.. names.GroupBy(name => name.FirmId, name => name.PrintedName).Select(firm => string.Join('|', firm.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];
    }

    private static async Task AssertOnePlaceEachAsync(MatchingDbContext db)
    {
        var places = await db.Linkages.Where(linkage => linkage.EndedAt == null).Select(linkage => new { linkage.RecordId, linkage.Position }).ToListAsync();
        Assert.Equal(await db.Units.CountAsync(), places.Count);
        Assert.Equal(places.Count, places.Distinct().Count());
    }

    private sealed class DiesAfter(int pieces, CancellationTokenSource death) : IProgress<LinkProgress>
    {
        private int reports;

        /// <summary>The first report tells of the beginning.</summary>
        public void Report(LinkProgress value)
        {
            if (reports++ == pieces)
            {
                death.Cancel();
            }
        }
    }

    private static string Lines(IEnumerable<ListRow> rows) =>
        string.Concat(rows.Select(row => $"{row.Name},{row.Code},{RegionOf(row)}\n"));

    private static string Projects(IEnumerable<ListRow> rows) =>
        string.Concat(rows.Select((row, place) => string.Create(CultureInfo.InvariantCulture, $"{row.Name},关键技术研究之{place},{RegionOf(row)}\n")));

    private static string RegionOf(ListRow row) => row.Region switch { SpeltWorld.Wuhan => "湖北省武汉市", 420500 => "湖北省宜昌市", _ => "湖南省长沙市" };
}
