using Matching.Domain.Libraries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Deliveries;

/// <summary>Lists that name one thing by less and by more: title, application number, grant number; firm and year, certificate.</summary>
public sealed class OtherKeyTests
{
    private const string Title = "湖北省2025年度拟立项科技计划项目公示\n项目名称,承担单位\n甲关键技术研究,武汉甲禾科技有限公司\n";
    private const string Application = "湖北省2025年度科技计划项目立项清单\n受理编号,项目名称,承担单位\nS2025001,甲关键技术研究,武汉甲禾科技有限公司\n";
    private const string Grant = "湖北省2025年度科技计划项目立项清单\n立项编号,受理编号,项目名称,承担单位,财政经费（万元）\n2025BAB001,S2025001,甲关键技术研究,武汉甲禾科技有限公司,50\n";
    private const string GrantOnly = "湖北省2025年度科技计划项目立项清单\n立项编号,项目名称,承担单位,财政经费（万元）\n2025BAB001,甲关键技术研究,武汉甲禾科技有限公司,80\n";
    private const string Stopped = "关于终止部分2025年度科技计划项目的通知\n项目名称,承担单位\n甲关键技术研究,武汉甲禾科技有限公司\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task One_project_is_one_fact_whatever_its_lists_print_and_in_whatever_order_they_come(int seed)
    {
        (string Name, string Text, DateOnly Day)[] lists =
        [
            ("a.csv", Title, new(2025, 1, 1)), ("b.csv", Application, new(2025, 2, 1)), ("c.csv", Grant, new(2025, 3, 1)),
            ("d.csv", GrantOnly, new(2025, 4, 1)), ("e.csv", Stopped, new(2025, 5, 1)),
        ];
        new Random(seed).Shuffle(lists);
        await using var loader = await LoaderFixture.CreateAsync();
        foreach (var (name, text, day) in lists)
        {
            await loader.LoadAsync(name, text, Library.Projects, day);
        }

        await using var db = await loader.OpenAsync();
        var fact = Assert.Single(await db.Records.AsNoTracking().Where(record => record.RetractedAt == null && record.State != PublicityState.Withdrawn).ToListAsync());
        Assert.Equal(("2025BAB001", 800_000m, new DateOnly(2025, 5, 1)), (fact.Number, fact.AmountCny!.Value, fact.WithdrawnOn!.Value));
    }

    [Fact]
    public async Task Two_numbers_are_two_projects_though_title_firm_and_year_agree()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("a.csv", Title, Library.Projects, new DateOnly(2025, 1, 1));
        await loader.LoadAsync("c.csv", Grant + "2025BAB002,S2025002,甲关键技术研究,武汉甲禾科技有限公司,30\n", Library.Projects, new DateOnly(2025, 3, 1));
        await using var db = await loader.OpenAsync();
        var numbers = await db.Records.Where(record => record.RetractedAt == null).OrderBy(record => record.Number).Select(record => record.Number).ToListAsync();
        Assert.Equal(["2025BAB001", "2025BAB002"], numbers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_withdrawal_that_prints_no_certificate_reaches_the_certificate_of_the_firm_and_year(bool withdrawalFirst)
    {
        (string Name, string Text, DateOnly Day)[] lists =
        [
            ("a.csv", "企业名称,证书编号,技术领域,认定年度\n武汉甲禾科技有限公司,GR202342000001,新材料,2023\n", new(2024, 1, 1)),
            ("b.csv", "关于取消武汉甲禾科技有限公司高新技术企业资格的公告\n企业名称,认定年度\n武汉甲禾科技有限公司,2023\n", new(2024, 6, 1)),
        ];
        await using var loader = await LoaderFixture.CreateAsync();
        foreach (var (name, text, day) in withdrawalFirst ? lists.Reverse() : lists)
        {
            await loader.LoadAsync(name, text, Library.HighTechFirms, day);
        }

        await using var db = await loader.OpenAsync();
        var fact = await db.Records.AsNoTracking().SingleAsync(record => record.RetractedAt == null && record.State == PublicityState.Announced);
        Assert.Equal(new DateOnly(2024, 6, 1), fact.WithdrawnOn);
    }
}
