using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;

namespace Matching.Domain.Tests.Linkage;

public sealed class LegalFormSlipsTests
{
    [Theory]
    [InlineData("武汉衡拓光电有线公司", "武汉衡拓光电有限公司")]
    [InlineData("武汉衡拓光电有远责任公司", "武汉衡拓光电有限公司")]
    [InlineData("武汉衡拓光电有责任公司", "武汉衡拓光电有限公司")]
    [InlineData("武汉衡拓光电有限公", "武汉衡拓光电有限公司")]
    [InlineData("武汉衡拓光电股林有限公司", "武汉衡拓光电股份有限公司")]
    [InlineData("武汉衡拓光电有限通司澜湖路店", "武汉衡拓光电有限公司澜湖路店")]
    [InlineData("武汉衡拓光电有限司宜昌分公司", "武汉衡拓光电有限公司宜昌分公司")]
    [InlineData("武汉衡拓光电远限公司宜昌分公司", "武汉衡拓光电有限公司宜昌分公司")]
    [InlineData("武汉衡拓光电有责任公司第二分公司", "武汉衡拓光电有限公司第二分公司")]
    public void One_wrong_character_in_the_form_is_read_as_the_form(string printed, string read) => Assert.Equal(read, LegalFormSlips.Read(printed));

    [Theory]
    [InlineData("武汉衡拓光电有限公司")]
    [InlineData("武汉衡拓光电股份有限公司")]
    [InlineData("武汉衡拓光电有限公司宜昌分公司")]
    [InlineData("武汉市百货公司文具门市部")]
    [InlineData("武汉国有资产经营公司第二分公司")]
    [InlineData("武汉大学")]
    [InlineData("")]
    public void A_name_without_a_slip_in_its_form_stays(string name) => Assert.Equal(name, LegalFormSlips.Read(name));

    [Theory]
    [InlineData("四川衡拓建筑劳务有限责任公司", "四川衡拓建筑劳务有远责任公司")]
    [InlineData("宜昌芸朔塑业有限责任公司", "宜昌芸朔塑业限责任公司")]
    [InlineData("武汉澜弈网络服务有限责任公司", "武汉澜弈网络服务达限责任公司")]
    [InlineData("宜昌峻湛商贸有限责任公司第二分公司", "宜昌峻湛商贸有责任公司第二分公司")]
    [InlineData("武汉芸棠药房连锁有限公司澜湖路店", "武汉芸棠药房连锁有限通司澜湖路店")]
    [InlineData("武汉珂禾食品有限公司东湖路店", "武汉珂禾食品有限公东湖路店")]
    public void Beside_one_code_a_slip_in_the_form_is_no_other_name(string registered, string printed)
    {
        var (firm, row) = (Row.Registry(1, FirmName.Fold(registered), 7, Row.Wuhan), Row.Unit(2, FirmName.Fold(printed), Library.TechSmes, Row.Code(7)));
        var result = LinkageLadder.Run([firm, row]);
        Assert.Empty(result.Reviews);
        Assert.Equal(2, Assert.Single(result.Groups).Members.Count);
    }

    [Theory]
    [InlineData("武汉衡拓光电有限公司", "武汉高新区衡拓光电有限公司")]
    [InlineData("武汉衡拓光电有限公司", "武汉经济技术开发区衡拓光电有限公司")]
    public void Beside_one_code_a_zone_behind_the_region_is_no_other_name(string registered, string printed)
    {
        var result = LinkageLadder.Run([Row.Registry(1, registered, 7, Row.Wuhan), Row.Unit(2, printed, Library.TechSmes, Row.Code(7))]);
        Assert.Empty(result.Reviews);
        Assert.Equal(2, Assert.Single(result.Groups).Members.Count);
    }

    [Fact]
    public void Beside_one_code_a_branch_is_still_not_its_parent()
    {
        var result = LinkageLadder.Run([Row.Registry(1, "武汉衡拓光电有限公司", 7, Row.Wuhan), Row.Unit(2, "武汉衡拓光电有限公司澜湖路店", Library.TechSmes, Row.Code(7))]);
        Assert.NotEmpty(result.Reviews);
    }

    [Fact]
    public void Reading_twice_changes_nothing_more()
    {
        foreach (var name in new[] { "武汉衡拓光电有线公司", "武汉衡拓光电有限司宜昌分公司", "武汉衡拓股有限公司" })
        {
            var once = LegalFormSlips.Read(FirmName.Fold(name));
            Assert.Equal(once, LegalFormSlips.Read(once));
        }
    }
}
