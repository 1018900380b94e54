using Matching.Domain.Firms;
using Matching.Domain.Firms.Fields;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage.Profiles;

namespace Matching.Ingest.Tests.Deliveries;

/// <summary>What the product knew at a moment, through lists that were corrected, withdrawn and taken back.</summary>
public sealed class KnownThenTests
{
    private const string Header = "序号,企业名称,证书编号,技术领域,认定年度\n";
    private static readonly DateOnly Today = new(2025, 1, 1);

    [Fact]
    public async Task A_withdrawal_read_later_was_not_known_before()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("a.csv", Header + "1,武汉甲禾科技有限公司,GR202342000001,电子信息,2023\n", Library.HighTechFirms, new DateOnly(2024, 1, 1));
        var before = TimeProvider.System.GetUtcNow();
        await loader.LoadAsync("c.csv", "关于取消企业高新技术企业资格的公告\n" + Header + "1,武汉甲禾科技有限公司,GR202342000001,电子信息,2023\n", Library.HighTechFirms, new DateOnly(2024, 6, 1));

        Assert.Equal(new DateOnly(2024, 6, 1), (await ReadAsync(loader, null)).Profile.Facts.Single(fact => fact.State == PublicityState.Announced).WithdrawnOn);
        Assert.Null(Assert.Single((await ReadAsync(loader, before)).Profile.Facts).WithdrawnOn);
    }

    [Fact]
    public async Task Between_a_correction_and_its_roll_back_only_the_correction_was_known()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("a.csv", Header + "1,武汉甲禾科技有限公司,GR202342000001,电子信息,2023\n", Library.HighTechFirms, new DateOnly(2024, 1, 1));
        var first = TimeProvider.System.GetUtcNow();
        var second = await loader.LoadAsync("b.csv", Header + "1,武汉甲禾科技有限公司,GR202342000001,新材料,2023\n", Library.HighTechFirms, new DateOnly(2024, 2, 1));
        await loader.LoadAsync("c.csv", Header + "1,武汉甲禾科技有限公司,GR202342000001,新能源与节能,2023\n", Library.HighTechFirms, new DateOnly(2024, 1, 15));
        var between = TimeProvider.System.GetUtcNow();
        var rolledBack = Assert.IsType<RollBackResult.RolledBack>(await loader.Get<RollBackDelivery>().HandleAsync(new(second.Id, "tester", "试验"), CancellationToken.None));
        await loader.CarryAsync(rolledBack.JobId);

        Assert.Equal([("a.csv", 1)], Files(await ReadAsync(loader, first)));
        Assert.Equal([("b.csv", 1)], Files(await ReadAsync(loader, between)));
        Assert.Equal([("c.csv", 1)], Files(await ReadAsync(loader, null)));
    }

    [Fact]
    public async Task Every_field_is_traced_to_its_cell()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync(
            "登记.csv", "企业名称,统一社会信用代码,成立日期,注册资本,地区\n武汉甲禾科技有限公司,91350100M000100Y43,2015-03-01,500万元,武汉市\n", Library.Registry, new DateOnly(2024, 1, 1));
        await loader.LoadAsync("b.csv", "湖北省2023年认定的高新技术企业名单\n" + Header + "1,武汉市甲禾科技有限公司,GR202342000001,新材料,2023\n", Library.HighTechFirms, new DateOnly(2024, 2, 1));

        var sourced = await ReadAsync(loader, null);
        var wanted = sourced.Fields.SelectMany(choice => choice.AlsoSeen.Prepend(choice.Chosen), (choice, value) => (choice.Field, value?.Fact))
            .Where(one => one.Fact is not null).Select(one => (one.Field, one.Fact!)).ToList();
        var places = await loader.Get<LocateCells>().HandleAsync(wanted, CancellationToken.None);
        var shown = sourced.Fields.Where(choice => choice.Chosen?.Fact is not null)
            .ToDictionary(choice => choice.Field, choice => $"{choice.Chosen!.Fact!.Source.FileName} {places[(choice.Field, choice.Chosen.Fact.Id)]}");

        Assert.Equal("登记.csv A2", shown[FirmField.Name]);
        Assert.Equal("登记.csv B2", shown[FirmField.Uscc]);
        Assert.Equal("登记.csv C2", shown[FirmField.RegisteredOn]);
        Assert.Equal("登记.csv D2", shown[FirmField.Capital]);
        Assert.Equal("登记.csv E2", shown[FirmField.Region]);
        Assert.Equal("b.csv D3", shown[FirmField.TechnologyField]);
        Assert.Equal("武汉市甲禾科技有限公司", Assert.Single(sourced.Fields.Single(choice => choice.Field == FirmField.Name).AlsoSeen).Text);
    }

    private static List<(string, int)> Files(SourcedProfile sourced) =>
        [.. sourced.Profile.Facts.CountBy(fact => fact.Source.FileName).Select(pair => (pair.Key, pair.Value))];

    private static async Task<SourcedProfile> ReadAsync(LoaderFixture loader, DateTimeOffset? knownAt) =>
        (await loader.Get<FirmProfileReader>().ReadSourcedAsync(new FirmId(1), Today, knownAt, CancellationToken.None))!;
}
