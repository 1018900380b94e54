using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class VentureListTests
{
    [Fact]
    public async Task Plans_are_not_investments_and_the_code_of_the_fund_is_not_the_firms()
    {
        var list = await Normalizing.CsvAsync(Library.Ventures, """
            企业名称,企业统一社会信用代码,项目状态,子基金名称,子基金统一社会信用代码,融资轮次,本轮投资金额（万元）,其中：本基金投资金额（万元）,投资时间,退出日期
            南京甲科技有限公司,914403001922038216,已出资,江苏乙子基金（有限合伙）,91350100M000100Y43,A轮,3000,500,2021-11-3,
            南京丙科技有限公司,,投决通过,江苏乙子基金（有限合伙）,91350100M000100Y43,A轮,3000,500,,
            """);
        var investment = Assert.Single(list.Records);

        Assert.Equal("Header R X", list.Outcomes);
        Assert.Equal("914403001922038216", investment.Units[0].Uscc.ToString());
        Assert.Equal((5_000_000m, "江苏乙子基金（有限合伙）", "A轮", new DateOnly(2021, 11, 3)),
            (investment.AmountCny!.Value, investment.Title, investment.Kind, investment.EventOn!.Value));
        Assert.Equal("名单.csv › C3：项目状态为“投决通过”，尚未出资，不算投资，不导入", Assert.Single(list.Issues).Text);
    }

    [Fact]
    public async Task Further_rounds_below_a_firm_are_its_own()
    {
        var list = await Normalizing.CsvAsync(Library.Ventures, """
            公司名称,工商名称,地点,融资时间,轮次,融资金额,投资方
            甲牌,北京甲科技有限公司,北京-海淀区,2016-01-05,B轮,数百万人民币,某资本
            ,,,2015-08-19,A轮,4941万人民币,某基金
            乙牌,上海乙科技有限公司,上海-嘉定区,-,-,-,-
            """);

        Assert.Equal("Header R R X", list.Outcomes);
        Assert.All(list.Records, record => Assert.Equal(("北京甲科技有限公司", 110108), (record.Units[0].PrintedName, record.ListRegion!.Value.Value)));
        Assert.Equal([null, 49_410_000m], list.Records.Select(record => record.AmountCny));
        Assert.Equal(["money-vague", "not-invested"], list.Issues.Select(issue => issue.Code));
    }

    [Theory]
    [InlineData("数千万人民币", "money-vague", "no figure")]
    [InlineData("数百万美元", "money-vague", "no figure in another currency")]
    [InlineData("近亿元", "money-vague", "no figure")]
    [InlineData("亿元", "money-vague", "a size without a figure")]
    [InlineData("千万级", "money-vague", "a size")]
    [InlineData("1000万以上", "money-vague", "a bound")]
    [InlineData("500-1000万", "money-vague", "a range")]
    [InlineData("350万香港元", "money-currency", "Hong Kong dollars written out")]
    [InlineData("350万港币", "money-currency", "Hong Kong dollars")]
    [InlineData("120万美元", "money-currency", "US dollars")]
    [InlineData("三百", "money-unreadable", "no money")]
    public async Task Amount_that_is_no_yuan_is_kept_as_text_and_reported(string amount, string code, string because)
    {
        var list = await Normalizing.CsvAsync(Library.Ventures, $"企业名称,子基金名称,轮次,投资时间,融资金额\n甲科技有限公司,乙基金,A轮,2021-11-03,{amount}\n");
        var record = Assert.Single(list.Records);
        Assert.Null(record.AmountCny);
        Assert.Equal(amount, record.More["融资金额"]);
        Assert.True(code == Assert.Single(list.Issues).Code, because);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("—")]
    [InlineData("–")]
    [InlineData("---")]
    [InlineData("－－")]
    [InlineData("/")]
    [InlineData("……")]
    [InlineData("无")]
    public async Task Sign_for_nothing_in_round_and_date_is_none_without_an_issue(string sign)
    {
        var list = await Normalizing.CsvAsync(Library.Ventures, $"企业名称,子基金名称,轮次,投资时间,融资金额\n甲科技有限公司,乙基金,{sign},{sign},300万元\n");
        var record = Assert.Single(list.Records);
        Assert.Equal((null, null, 3_000_000m), (record.Kind, record.EventOn, record.AmountCny));
        Assert.Empty(list.Issues);
    }

    [Theory]
    [InlineData("", "91350100M000100Y43", "Header R", IssueSeverity.Warning)]
    [InlineData("——", "91350100M000100Y43", "Header R", IssueSeverity.Warning)]
    [InlineData("", "", "Header X", IssueSeverity.Error)]
    public async Task Empty_name_cell_is_an_issue_of_its_own_kind(string name, string code, string outcomes, IssueSeverity severity)
    {
        var list = await Normalizing.CsvAsync(Library.Ventures, $"企业名称,统一社会信用代码,子基金名称,轮次,投资时间,融资金额\n{name},{code},乙基金,A轮,2021-11-03,300万元\n");
        var issue = Assert.Single(list.Issues);
        Assert.Equal((outcomes, "name-empty", severity, "A"), (list.Outcomes, issue.Code, issue.Severity, issue.Column));
    }

    [Fact]
    public async Task Bank_and_contact_data_are_never_kept()
    {
        var list = await Normalizing.CsvAsync(Library.Ventures,
            "被投企业名称,被投企业工商注册地,投资金额（万元）,联系人,手机,开户行,账号,证件类型,证件号码\n甲有限公司,武汉市,100,张某,13812345678,某银行,6222000011112222,身份证,420106199001011234\n");
        var kept = list.Rows[1].Raw.Cells;
        Assert.Equal(["甲有限公司", "武汉市", "100", .. Enumerable.Repeat(PersonalData.Dropped, 6)], kept);
        Assert.Empty(list.Records[0].More);
    }
}
