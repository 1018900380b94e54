using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Tests.Firms;

public sealed class UnitNamesTests
{
    [Theory]
    [InlineData("楚泽光电有限公司", UnitKind.Firm)]
    [InlineData("楚泽医院管理有限公司", UnitKind.Firm)]
    [InlineData("楚泽光电研究院有限公司", UnitKind.Firm)]
    [InlineData("楚泽创业投资中心（有限合伙）", UnitKind.Firm)]
    [InlineData("楚泽光电有限公司技术中心", UnitKind.Firm)]
    [InlineData("楚泽机械厂", UnitKind.Firm)]
    [InlineData("楚泽科技", UnitKind.Firm)]
    [InlineData("江汉理工大学", UnitKind.University)]
    [InlineData("江汉石油大学（华东）", UnitKind.University)]
    [InlineData("江汉职业技术学院", UnitKind.University)]
    [InlineData("江汉大学第一附属医院", UnitKind.Hospital)]
    [InlineData("江汉市人民医院", UnitKind.Hospital)]
    [InlineData("国家科学院江汉光学研究所", UnitKind.Institute)]
    [InlineData("江汉农业科学院", UnitKind.Institute)]
    [InlineData("江汉激光国家实验室", UnitKind.Institute)]
    [InlineData("江汉产业技术研究院", UnitKind.Institute)]
    [InlineData("江汉市科学技术局", UnitKind.Government)]
    [InlineData("中国人民银行江汉分行", UnitKind.Government)]
    [InlineData("江汉区人民政府", UnitKind.Government)]
    [InlineData("江汉省高级人民法院", UnitKind.Government)]
    [InlineData("江汉激光学会", UnitKind.Other)]
    [InlineData("江汉水稻专业合作社", UnitKind.Other)]
    [InlineData("江汉律师事务所", UnitKind.Other)]
    [InlineData("张某", UnitKind.Other)]
    [InlineData("", UnitKind.Other)]
    [InlineData(null, UnitKind.Other)]
    public void Kind_follows_the_name(string? name, UnitKind kind) => Assert.Equal(kind, UnitKinds.Classify(name));

    [Theory]
    [InlineData("楚泽光\n电有限公司", "楚泽光电有限公司", "a break inside the 字号")]
    [InlineData("楚泽光电有限公\n司", "楚泽光电有限公司", "a break inside the form")]
    [InlineData("楚泽光电有限公司\n江汉激光有限公司", "楚泽光电有限公司|江汉激光有限公司", "two firms, a line each")]
    [InlineData("楚泽光电\n武汉江汉激光有限公司", "楚泽光电|武汉江汉激光有限公司", "the second line begins with a region: a name of its own")]
    [InlineData("1.楚泽光电\n2.江汉激光有限公司", "楚泽光电|江汉激光有限公司", "numbered lines are units")]
    public void A_line_break_inside_a_name_is_left_out(string cell, string units, string because) =>
        Assert.True(string.Join('|', NameSplit.Units(cell)) == units, $"{because}: {string.Join('|', NameSplit.Units(cell))}");

    [Fact]
    public void Code_of_a_firm_beats_its_name()
    {
        var firm = Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody("61640035"));
        var institution = Uscc.FromParts("12", new RegionCode(420100), OrganizationCode.FromBody("61640035"));
        Assert.Equal(UnitKind.Firm, UnitKinds.Classify("楚泽光电研究院", firm));
        Assert.Equal(UnitKind.Institute, UnitKinds.Classify("楚泽光电研究院", institution));
    }

    [Theory]
    [InlineData("楚泽公司、江汉大学；朗曜公司", "楚泽公司|江汉大学|朗曜公司", "usual separators")]
    [InlineData("楚泽公司,江汉大学，朗曜公司;鹏曦公司/沪澄公司", "楚泽公司|江汉大学|朗曜公司|鹏曦公司|沪澄公司", "all separators")]
    [InlineData("楚泽公司\n江汉大学\r\n朗曜公司", "楚泽公司|江汉大学|朗曜公司", "line breaks")]
    [InlineData("1.楚泽公司2.江汉大学", "楚泽公司|江汉大学", "numbering without separators")]
    [InlineData("1、楚泽公司 2、江汉大学", "楚泽公司|江汉大学", "numbering with the list comma")]
    [InlineData("（1）楚泽公司（2）江汉大学", "楚泽公司|江汉大学", "numbering in brackets")]
    [InlineData("①楚泽公司②江汉大学", "楚泽公司|江汉大学", "circled numbering")]
    [InlineData("楚泽（武汉、宜昌）公司、江汉大学", "楚泽（武汉、宜昌）公司|江汉大学", "inside brackets")]
    [InlineData("湖北省食品、药品检验所、江汉大学", "湖北省食品、药品检验所|江汉大学", "separator inside a name")]
    [InlineData("北京、上海楚泽公司", "北京、上海楚泽公司", "regions before one name")]
    [InlineData("楚泽科技、朗曜信息", "楚泽科技|朗曜信息", "short names")]
    [InlineData("楚泽公司、、江汉大学、", "楚泽公司|江汉大学", "empty pieces")]
    [InlineData("楚泽公司、江汉大学、楚泽公司", "楚泽公司|江汉大学", "a repeat keeps its first rank")]
    [InlineData("楚泽公司、江汉大学等", "楚泽公司|江汉大学", "closing 等")]
    [InlineData("Chuze Co.,Ltd.、江汉大学", "Chuze Co.,Ltd.|江汉大学", "comma of an English form")]
    [InlineData("楚泽3D/AR科技公司", "楚泽3D/AR科技公司", "slash inside a word")]
    [InlineData("楚泽（武汉公司、江汉大学", "楚泽（武汉公司|江汉大学", "bracket that never closes")]
    [InlineData("江汉第38研究所", "江汉第38研究所", "a number in a name")]
    [InlineData("  ", "", "blank")]
    [InlineData(null, "", "not stated")]
    public void Cell_is_split_into_its_units(string? cell, string units, string because) =>
        Assert.True(string.Join('|', NameSplit.Units(cell)) == units, $"{because}: {string.Join('|', NameSplit.Units(cell))}");
}
