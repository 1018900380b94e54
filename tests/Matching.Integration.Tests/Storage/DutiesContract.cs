using System.Data.Common;
using System.Text;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;
using Matching.Ingest.Deliveries.Duties;
using Matching.Storage;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Matching.Integration.Tests.Storage;

/// <summary>The 责任清单 on either store: append-only, one change at a time; and who is no longer on a whole list.</summary>
#pragma warning disable CA1001 // disposed by xunit through IAsyncLifetime
public abstract class DutiesContract : IAsyncLifetime
#pragma warning restore CA1001
{
    private static readonly SupplyDuty Whole = new(
        Guid.Empty, Library.HighTechFirms, "江城市高企台账", "高新处", SupplyCycle.Yearly, new DateOnly(2023, 12, 31), ListExtent.WholeState, "");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matching-duties-");
    private LoadedStore? store;

    private static CancellationToken NoToken => CancellationToken.None;

    private LoadedStore Store => store!;

    private SupplyDuties Duties => Store.Get<SupplyDuties>();

    /// <returns>Null for SQLite.</returns>
    protected abstract string? ConnectionString();

    public async Task InitializeAsync()
    {
        store = new LoadedStore(ConnectionString());
        await store.PrepareAsync();
    }

    public virtual async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Line_is_changed_by_one_at_a_time_and_what_was_said_cannot_be_rewritten()
    {
        var duty = Assert.IsType<DutyResult.Saved>(await Duties.AddAsync(Whole, "甲", NoToken)).Duty;
        Assert.IsType<DutyResult.Doubled>(await Duties.AddAsync(Whole with { Lists = "2025年江城市高企台账.xlsx" }, "乙", NoToken));
        Assert.IsType<DutyResult.Saved>(await Duties.AddAsync(Whole with { Library = Library.TechSmes }, "乙", NoToken));
        var first = (await Duties.HistoryAsync(duty.Id, NoToken))[0].Id;

        // Two persons who looked at the same line at once: one wins, the other is told.
        var both = await Task.WhenAll(
            Task.Run(() => Duties.ChangeAsync(duty with { Owner = "甲处" }, first, "甲", NoToken)),
            Task.Run(() => Duties.ChangeAsync(duty with { Owner = "乙处" }, first, "乙", NoToken)));
        Assert.Single(both.OfType<DutyResult.Saved>());
        var told = Assert.Single(both.OfType<DutyResult.Changed>()).Newest;
        Assert.Equal(2, (await Duties.HistoryAsync(duty.Id, NoToken)).Count);

        Assert.IsType<DutyResult.Saved>(await Duties.EndAsync(duty.Id, told.Id, "丙", NoToken));
        Assert.IsType<DutyResult.NotFound>(await Duties.EndAsync(duty.Id, told.Id, "丙", NoToken));
        Assert.IsType<DutyResult.NotFound>(await Duties.ChangeAsync(duty, told.Id, "丙", NoToken));
        Assert.IsType<DutyResult.NotFound>(await Duties.EndAsync(Guid.NewGuid(), 1, "丙", NoToken));
        Assert.Equal([Library.TechSmes], (await Duties.AllAsync(NoToken)).Select(line => line.Library));
        Assert.IsType<DutyResult.Saved>(await Duties.AddAsync(Whole, "丁", NoToken));

        await using var db = await OpenAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => db.SupplyDuties.ExecuteUpdateAsync(set => set.SetProperty(line => line.Owner, "改"), NoToken));
        await Assert.ThrowsAnyAsync<DbException>(() => db.SupplyDuties.ExecuteDeleteAsync(NoToken));
    }

    [Fact]
    public async Task Firm_is_absent_when_nothing_of_it_stands_on_the_new_list()
    {
        await LoadAsync("江城市高企台账_2023-12-31.csv", Row(1), Row(2), Row(3), Row(4), Row(5));
        await LoadAsync("关于取消部分企业高新技术企业资格的公告_2024-06-30.csv", Row(5));
        // 1 under a new name with its code, 2 with another field (said anew), 3 word for word, 4 not at all, 5 withdrawn before, 6 new.
        await LoadAsync("江城市高企台账_2024-12-31.csv", Row(1, name: "江城市改名后科技有限公司"), Row(2, field: "新材料"), Row(3), Row(6));
        await Duties.AddAsync(Whole, "甲", NoToken);

        var comparison = (await CompareAsync("江城市高企台账_2024-12-31.csv"))!;
        Assert.Equal((1, 4), (comparison.New, comparison.Firms));
        Assert.Equal(["江城市四四科技有限公司"], await NamesAsync(comparison.Absent));
        Assert.Null(await CompareAsync("江城市高企台账_2023-12-31.csv"));
        Assert.Null(await CompareAsync("关于取消部分企业高新技术企业资格的公告_2024-06-30.csv"));

        // A list of the year between, loaded late: compared with its own neighbour.
        await LoadAsync("江城市高企台账_2024-03-31.csv", Row(2), Row(3), Row(4));
        Assert.Equal("江城市高企台账_2023-12-31.csv", (await CompareAsync("江城市高企台账_2024-03-31.csv"))!.Before.FileName);
        Assert.Equal("江城市高企台账_2024-03-31.csv", (await CompareAsync("江城市高企台账_2024-12-31.csv"))!.Before.FileName);

        await Store.RollBackAsync("江城市高企台账_2024-12-31.csv");
        Assert.Null(await CompareAsync("江城市高企台账_2024-12-31.csv"));
    }

    private static string Row(int firm, string? name = null, string field = "电子信息") =>
        $"{name ?? $"江城市{new string("零一二三四五六七八九"[firm], 2)}科技有限公司"},{UsccOf(firm)},GR20234200{firm:0000},{field}";

    private static Uscc UsccOf(int firm) => Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody($"MA4K{firm:D4}"));

    private async Task LoadAsync(string fileName, params string[] rows)
    {
        var path = Path.Combine(folder.FullName, fileName);
        var lines = rows.Select((row, index) => $"{index + 1},{row}").Prepend("序号,企业名称,统一社会信用代码,证书编号,技术领域");
        await File.WriteAllTextAsync(path, string.Join('\n', lines) + "\n", new UTF8Encoding(false));
        await Store.LoadAsync(path, Library.HighTechFirms, DateOnly.ParseExact(fileName[^14..^4], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<WholeListComparison?> CompareAsync(string fileName)
    {
        await using var db = await OpenAsync();
        return await Store.Get<AbsentFirms>().HandleAsync(await db.Deliveries.AsNoTracking().SingleAsync(one => one.FileName == fileName, NoToken), NoToken);
    }

    private async Task<List<string>> NamesAsync(IReadOnlyList<long> firms)
    {
        await using var db = await OpenAsync();
        return await db.Firms.Where(firm => firms.Contains(firm.Id)).Select(firm => firm.Name).ToListAsync(NoToken);
    }

    private Task<MatchingDbContext> OpenAsync() => Store.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync(NoToken);
}

public sealed class SqliteDutiesTests : DutiesContract
{
    protected override string? ConnectionString() => null;
}

[NeedsPostgres]
public sealed class PostgresDutiesTests : DutiesContract
{
    private readonly Lazy<TestDatabase> database = new(() => new TestDatabase());

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        database.Value.Dispose();
    }

    protected override string? ConnectionString() => database.Value.ConnectionString;
}
