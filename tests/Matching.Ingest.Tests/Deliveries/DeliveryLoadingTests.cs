using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Deliveries;

public sealed class DeliveryLoadingTests
{
    private const string Header = "序号,企业名称,统一社会信用代码,证书编号,技术领域,认定年度\n";
    private const string Jiahe = "1,武汉嘉禾智感科技有限公司,,GR202342000011,电子信息,2023\n";
    private const string Lanting = "2,武汉岚汀新材料有限公司,,GR202342000012,新材料,2023\n";

    private static readonly DateOnly December2023 = new(2023, 12, 1);

    [Fact]
    public async Task Every_row_ends_in_one_outcome_and_the_counts_add_up()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        var delivery = await loader.LoadAsync("2023高企.csv", "湖北省2023年认定的高新技术企业名单\n" + Header + Jiahe + Lanting + Lanting + "合计,2家\n", Library.HighTechFirms, December2023);
        Assert.True(delivery.Ledger.AddsUp, delivery.Ledger.ToString());
        Assert.Equal((2, 1), (delivery.RowsAccepted, delivery.RowsUnchanged));
        Assert.Equal(DeliveryState.Loaded, delivery.State);
        await using var db = await loader.OpenAsync();
        Assert.Equal(delivery.RowsRead, await db.Rows.CountAsync());
        Assert.Equal(2, await db.Records.CountAsync(record => record.RetractedAt == null));
    }

    [Fact]
    public async Task Same_bytes_twice_change_nothing()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        var delivery = await loader.LoadAsync("a.csv", Header + Jiahe, Library.HighTechFirms, December2023);
        var again = await loader.ReceiveAsync("renamed copy.csv", Header + Jiahe, Library.HighTechFirms, December2023);
        Assert.Equal(delivery.Id, Assert.IsType<ReceiveResult.AlreadyKnown>(again).DeliveryId);
        await using var db = await loader.OpenAsync();
        Assert.Equal(1, await db.Deliveries.CountAsync());
    }

    [Fact]
    public async Task Same_rows_in_another_file_are_unchanged()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("a.csv", Header + Jiahe + Lanting, Library.HighTechFirms, December2023);
        var second = await loader.LoadAsync("b.csv", Header + Lanting + Jiahe, Library.HighTechFirms, December2023);
        Assert.Equal((0, 2), (second.RowsAccepted, second.RowsUnchanged));
    }

    [Fact]
    public async Task Corrected_row_replaces_the_earlier_one()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("a.csv", Header + Jiahe, Library.HighTechFirms, December2023);
        await loader.LoadAsync("b.csv", Header + Jiahe.Replace("电子信息", "新材料", StringComparison.Ordinal), Library.HighTechFirms, December2023);
        await using var db = await loader.OpenAsync();
        var records = await db.Records.AsNoTracking().OrderBy(record => record.Id).ToListAsync();
        Assert.Equal(2, records.Count);
        Assert.Equal(records[1].Id, records[0].SupersededBy);
        Assert.NotNull(records[0].RetractedAt);
        Assert.Null(records[1].RetractedAt);
    }

    [Fact]
    public async Task Rolling_back_brings_the_replaced_record_back_and_unlinks_the_rest()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("a.csv", Header + Jiahe, Library.HighTechFirms, December2023);
        var second = await loader.LoadAsync(
            "b.csv", Header + Jiahe.Replace("电子信息", "新材料", StringComparison.Ordinal) + Lanting, Library.HighTechFirms, December2023);
        await RollBackAsync(loader, second.Id);
        await using var db = await loader.OpenAsync();
        var inForce = await db.Records.AsNoTracking().SingleAsync(record => record.RetractedAt == null);
        Assert.NotEqual(second.Id, inForce.DeliveryId);
        Assert.Null(inForce.SupersededBy);
        Assert.Equal(1, await db.Linkages.CountAsync(linkage => linkage.EndedAt == null));
    }

    [Fact]
    public async Task Rolling_back_hands_a_fact_to_the_list_that_repeated_it()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        var first = await loader.LoadAsync("a.csv", Header + Jiahe + Lanting, Library.HighTechFirms, December2023);
        var second = await loader.LoadAsync("b.csv", "证书编号,企业名称,统一社会信用代码,技术领域,认定年度\nGR202342000012,武汉岚汀新材料有限公司,,新材料,2023\n", Library.HighTechFirms, December2023);
        Assert.Equal(1, second.RowsUnchanged);
        await RollBackAsync(loader, first.Id);
        await using var db = await loader.OpenAsync();
        var heir = await db.Records.AsNoTracking().SingleAsync(record => record.RetractedAt == null);
        Assert.Equal(second.Id, heir.DeliveryId);
        var ledger = (await db.Deliveries.AsNoTracking().SingleAsync(delivery => delivery.Id == second.Id)).Ledger;
        Assert.Equal((1, 0), (ledger.Accepted, ledger.Unchanged));
        Assert.True(ledger.AddsUp);
    }

    [Fact]
    public async Task Withdrawal_reaches_back_whichever_list_comes_first()
    {
        const string Withdrawal = "关于取消武汉嘉禾智感科技有限公司高新技术企业资格的公告\n企业名称,证书编号\n武汉嘉禾智感科技有限公司,GR202342000011\n";
        var june2024 = new DateOnly(2024, 6, 1);
        foreach (var withdrawalFirst in new[] { false, true })
        {
            await using var loader = await LoaderFixture.CreateAsync();
            if (withdrawalFirst)
            {
                await loader.LoadAsync("取消.csv", Withdrawal, Library.HighTechFirms, june2024);
            }

            await loader.LoadAsync("a.csv", Header + Jiahe, Library.HighTechFirms, December2023);
            if (!withdrawalFirst)
            {
                var delivery = await loader.LoadAsync("取消.csv", Withdrawal, Library.HighTechFirms, june2024);
                Assert.Equal(1, delivery.RowsWithdrawn);
            }

            await using var db = await loader.OpenAsync();
            var fact = await db.Records.AsNoTracking().SingleAsync(record => record.RetractedAt == null && record.State == PublicityState.Announced);
            Assert.Equal(june2024, fact.WithdrawnOn);
        }
    }

    [Fact]
    public async Task Reading_interrupted_half_way_leaves_nothing_and_can_be_started_again()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        var rows = string.Concat(Enumerable.Range(1, 12_000).Select(n => $"{n},武汉试样{n}科技有限公司,,GR2023420{n:D5},电子信息,2023\n"));
        var accepted = Assert.IsType<ReceiveResult.Accepted>(
            await loader.ReceiveAsync("big.csv", Header + rows, Library.HighTechFirms, December2023));
        using (var stop = new CancellationTokenSource())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                loader.Get<ReadDelivery>().RunAsync(accepted.DeliveryId, new StopAfterFirstChunk(stop), stop.Token));
        }

        await using (var db = await loader.OpenAsync())
        {
            Assert.True(await db.Records.AnyAsync(), "the first chunk was staged");
            Assert.False(await db.Records.AnyAsync(record => record.RetractedAt == null), "nothing of it is in force");
        }

        await loader.CarryAsync(accepted.JobId);
        await using var after = await loader.OpenAsync();
        Assert.Equal(12_000, await after.Records.CountAsync(record => record.RetractedAt == null));
        Assert.Equal(JobStep.Scoring, (await after.Jobs.SingleAsync()).Step);
    }

    private static async Task RollBackAsync(LoaderFixture loader, Guid deliveryId)
    {
        var rolledBack = Assert.IsType<RollBackResult.RolledBack>(
            await loader.Get<RollBackDelivery>().HandleAsync(new(deliveryId, "tester", "试验"), CancellationToken.None));
        await loader.CarryAsync(rolledBack.JobId);
    }

    private sealed class StopAfterFirstChunk(CancellationTokenSource stop) : IProgress<RowLedger>
    {
        public void Report(RowLedger value) => stop.Cancel();
    }
}
