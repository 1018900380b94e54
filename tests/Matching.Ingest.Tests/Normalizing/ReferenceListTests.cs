using Matching.Domain.Libraries;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class ReferenceListTests
{
    [Fact]
    public async Task Registry_rows_give_code_day_capital_and_region()
    {
        var list = await Normalizing.CsvAsync(Library.Registry,
            "企业名称,统一社会信用代码,注册日期,企业类型,注册资金,所在省份,地区,注册地址,经营范围\n杭州甲涂装有限公司,91350100M000100Y43,1996-05-15,N/A,55.8000(万元人民币),浙江,杭州,杭州市某路1号,\"制造,加工\"\n乙厂,,,,120(万美元),浙江,湖州,,\n");
        var firm = list.Records[0];

        Assert.Equal(("91350100M000100Y43", 558_000m, new DateOnly(1996, 5, 15), 330100),
            (firm.RecordKey, firm.AmountCny!.Value, firm.EventOn!.Value, firm.ListRegion!.Value.Value));
        Assert.Equal("制造,加工", firm.More["经营范围"]);
        Assert.Equal("money-currency", Assert.Single(list.Issues).Code);
        Assert.Equal("120(万美元)", list.Records[1].More["注册资金"]);
    }

    [Fact]
    public async Task Renames_tell_the_former_and_the_new_name()
    {
        var list = await Normalizing.CsvAsync(Library.Renames,
            "广东省2023年第二批高新技术企业更名公告,,,\n序号,变更前名称,变更后名称,证书编号\n1,甲有限公司,甲股份有限公司,GR202144001234\n2,乙有限公司,乙有限公司,\n3,,丙有限公司,\n");
        Assert.Equal("Title Header R X X", list.Outcomes);
        Assert.Equal(("甲股份有限公司", "甲有限公司"), (list.Records[0].Units[0].PrintedName, list.Records[0].Units[0].FormerName));
        Assert.Equal(["names-equal", "former-name-missing"], list.Issues.Select(issue => issue.Code));
    }

    [Fact]
    public async Task Outcomes_name_bank_firm_result_and_amount()
    {
        var list = await Normalizing.CsvAsync(Library.Outcomes,
            "银行名称,企业名称,统一社会信用代码,反馈结果,金额（万元）,反馈日期,拒绝原因\n某银行,甲有限公司,91350100M000100Y43,授信,300,2024-05-06,\n某银行,乙有限公司,,,,,\n");
        Assert.Equal("Header R X", list.Outcomes);
        Assert.Equal(("授信", 3_000_000m, "某银行"), (list.Records[0].Kind, list.Records[0].AmountCny!.Value, list.Records[0].Title));
    }

    [Fact]
    public async Task Each_outcome_states_its_own_amount_and_what_belongs_to_it()
    {
        var list = await Normalizing.CsvAsync(Library.Outcomes,
            "企业名称,银行,推送日期,反馈日期,反馈结果,授信金额（万元）,放款金额（万元）,年利率（%）,期限（月）,拒绝原因\n"
            + "甲有限公司,某银行,2024-03-01,2024-04-10,已放款,500,300,3.450,12个月,\n甲有限公司,某银行,2024-03-01,2024-03-20,已授信,500,,,,\n"
            + "乙有限公司,某银行,2024-03-01,2024-03-20,拒绝,,,,,现金流不足\n丙有限公司,某银行,2024-03-01,2024-03-20,再议,,,面议,,\n");

        Assert.Equal([3_000_000m, 5_000_000m, null, null], list.Records.Select(record => record.AmountCny));
        Assert.Equal(("2024-03-01", "3.45", "12"), (list.Records[0].More["推送日期"], list.Records[0].More["年利率（%）"], list.Records[0].More["期限（月）"]));
        Assert.Equal("现金流不足", list.Records[2].More["拒绝原因"]);
        Assert.Equal(["outcome-unknown", "rate-unreadable"], list.Issues.Select(issue => issue.Code));
    }

    [Fact]
    public async Task A_former_name_in_brackets_is_taken_out()
    {
        var list = await Normalizing.CsvAsync(Library.Registry, "企业名称,注册资本（万元）\n武汉甲科技有限公司（原名：武汉乙科技有限公司）,100\n");
        Assert.Equal("武汉乙科技有限公司", list.Records[0].Units[0].FormerName);
    }
}
