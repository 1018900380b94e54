using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Deliveries;

public sealed class RollBackTests
{
    private const string Header = "序号,企业名称,证书编号,技术领域,认定年度\n";

    private sealed record MadeList(string Name, string Text, DateOnly PublishedOn);

    private sealed record InForce(string? Number, PublicityState State, DateOnly PublishedOn, string Field, DateOnly? WithdrawnOn);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_list_taken_back_leaves_what_would_be_there_had_it_never_come(int seed)
    {
        var random = new Random(seed);
        var lists = Enumerable.Range(0, 6).Select(place => Make(random, place)).OrderBy(_ => random.Next()).ToList();
        var taken = lists[random.Next(lists.Count)];

        await using var all = await LoaderFixture.CreateAsync();
        await using var without = await LoaderFixture.CreateAsync();
        var takenId = Guid.Empty;
        foreach (var list in lists)
        {
            var delivery = await all.LoadAsync(list.Name, list.Text, Library.HighTechFirms, list.PublishedOn);
            if (list == taken)
            {
                takenId = delivery.Id;
            }
            else
            {
                await without.LoadAsync(list.Name, list.Text, Library.HighTechFirms, list.PublishedOn);
            }
        }

        await RollBackAsync(all, takenId);
        Assert.Equal(await InForceAsync(without), await InForceAsync(all));
        await using var db = await all.OpenAsync();
        foreach (var delivery in await db.Deliveries.AsNoTracking().ToListAsync())
        {
            Assert.True(delivery.Ledger.AddsUp, $"{delivery.FileName}: {delivery.Ledger}");
            var rows = await db.Rows.Where(row => row.DeliveryId == delivery.Id).GroupBy(row => row.Outcome).Select(group => new { group.Key, Count = group.Count() }).ToListAsync();
            Assert.Equal(delivery.Ledger.Accepted, rows.Where(row => row.Key == RowOutcome.Accepted).Sum(row => row.Count));
            Assert.Equal(delivery.Ledger.Superseded, rows.Where(row => row.Key == RowOutcome.Superseded).Sum(row => row.Count));
        }
    }

    [Fact]
    public async Task A_list_of_an_earlier_day_loaded_late_counts_when_the_later_one_is_taken_back()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        var later = await loader.LoadAsync("b.csv", Header + Row(1, "新材料"), Library.HighTechFirms, new DateOnly(2024, 3, 1));
        var earlier = await loader.LoadAsync("a.csv", Header + Row(1, "电子信息"), Library.HighTechFirms, new DateOnly(2024, 1, 1));
        Assert.Equal(1, earlier.RowsSuperseded);
        await RollBackAsync(loader, later.Id);
        await using var db = await loader.OpenAsync();
        var record = await db.Records.AsNoTracking().SingleAsync(one => one.RetractedAt == null);
        Assert.Equal(earlier.Id, record.DeliveryId);
        Assert.Equal(1, await db.Linkages.CountAsync(linkage => linkage.RecordId == record.Id && linkage.EndedAt == null));
        Assert.Equal(1, (await db.Deliveries.AsNoTracking().SingleAsync(one => one.Id == earlier.Id)).RowsAccepted);
    }

    [Fact]
    public async Task A_fact_that_two_lists_withdraw_stays_withdrawn_when_one_of_them_is_taken_back()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("a.csv", Header + Row(1, "电子信息"), Library.HighTechFirms, new DateOnly(2024, 1, 1));
        var first = await loader.LoadAsync("c.csv", Withdrawal + Row(1, "电子信息"), Library.HighTechFirms, new DateOnly(2024, 5, 1));
        await loader.LoadAsync("d.csv", Withdrawal + Row(1, "新材料"), Library.HighTechFirms, new DateOnly(2024, 6, 1));
        await RollBackAsync(loader, first.Id);
        await using var db = await loader.OpenAsync();
        var fact = await db.Records.AsNoTracking().SingleAsync(one => one.RetractedAt == null && one.State == PublicityState.Announced);
        Assert.Equal(new DateOnly(2024, 6, 1), fact.WithdrawnOn);
    }

    private const string Withdrawal = "关于取消部分企业高新技术企业资格的公告\n" + Header;

    private static MadeList Make(Random random, int place)
    {
        string[] titles = ["湖北省2023年认定的高新技术企业名单\n", "湖北省2023年拟认定高新技术企业名单的公示\n", "关于取消部分企业高新技术企业资格的公告\n"];
        string[] fields = ["电子信息", "新材料"];
        var title = titles[random.Next(4) is var pick && pick == 3 ? 0 : pick];
        var rows = Enumerable.Range(1, 2).Where(_ => random.Next(4) > 0).Select(number => Row(number, fields[random.Next(2)])).ToList();
        var body = rows.Count == 0 ? Row(1, fields[0]) : string.Concat(rows);
        return new MadeList($"{place}.csv", title + Header + body + $"注：第{place}份\n", new DateOnly(2024, place + 1, 1));
    }

    private static string Row(int number, string field) =>
        string.Create(CultureInfo.InvariantCulture, $"{number},武汉试样{number}号科技有限公司,GR20234200{number:D4},{field},2023\n");

    private static async Task<List<InForce>> InForceAsync(LoaderFixture loader)
    {
        await using var db = await loader.OpenAsync();
        var records = await db.Records.AsNoTracking().Where(record => record.RetractedAt == null).ToListAsync();
        return [.. records
            .Select(record => new InForce(record.Number, record.State, record.PublishedOn, $"{record.Field}", record.WithdrawnOn))
            .OrderBy(record => record.Number, StringComparer.Ordinal).ThenBy(record => record.State).ThenBy(record => record.PublishedOn)];
    }

    private static async Task RollBackAsync(LoaderFixture loader, Guid deliveryId)
    {
        var rolledBack = Assert.IsType<RollBackResult.RolledBack>(
            await loader.Get<RollBackDelivery>().HandleAsync(new(deliveryId, "tester", "试验"), CancellationToken.None));
        await loader.CarryAsync(rolledBack.JobId);
    }
}
