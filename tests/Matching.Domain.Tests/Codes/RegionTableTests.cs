using Matching.Domain.Codes;

namespace Matching.Domain.Tests.Codes;

public sealed class RegionTableTests
{
    [Theory]
    [InlineData(420000, "湖北省", "湖北省", "湖北")]
    [InlineData(420100, "武汉市", "湖北省武汉市", "武汉")]
    [InlineData(420111, "洪山区", "湖北省武汉市洪山区", "洪山")]
    [InlineData(110108, "海淀区", "北京市海淀区", "海淀")]
    [InlineData(150000, "内蒙古自治区", "内蒙古自治区", "内蒙古")]
    [InlineData(450000, "广西壮族自治区", "广西壮族自治区", "广西")]
    [InlineData(640000, "宁夏回族自治区", "宁夏回族自治区", "宁夏")]
    [InlineData(650000, "新疆维吾尔自治区", "新疆维吾尔自治区", "新疆")]
    [InlineData(540000, "西藏自治区", "西藏自治区", "西藏")]
    [InlineData(422800, "恩施土家族苗族自治州", "湖北省恩施土家族苗族自治州", "恩施")]
    [InlineData(429004, "仙桃市", "湖北省仙桃市", "仙桃")]
    [InlineData(411600, "周口市", "河南省周口市", "周口")]
    public void Code_has_name_full_name_and_short_name(int code, string name, string fullName, string shortName)
    {
        Assert.Equal(name, RegionTable.NameOf(new RegionCode(code)));
        Assert.Equal(fullName, RegionTable.FullNameOf(new RegionCode(code)));
        Assert.Equal(shortName, RegionTable.ShortNameOf(new RegionCode(code)));
    }

    [Fact]
    public void Withdrawn_code_keeps_its_name_and_editions()
    {
        var names = RegionTable.Names(new RegionCode(422100));
        Assert.Equal("黄冈地区", names[0].Name);
        Assert.Equal(198012, names[0].FirstEdition);
        Assert.Equal(199412, names[0].LastEdition);
        Assert.False(RegionTable.IsCurrent(new RegionCode(422100)));
    }

    [Fact]
    public void Renamed_city_is_found_under_both_names()
    {
        Assert.True(RegionTable.TryFind("襄樊市", out var old));
        Assert.True(RegionTable.TryFind("襄阳市", out var current));
        Assert.Equal(old, current);
        Assert.Equal("襄阳市", RegionTable.NameOf(old));
    }

    [Fact]
    public void Name_only_withdrawn_codes_bear_goes_to_the_newest()
    {
        Assert.True(RegionTable.TryFind("太谷县", out var county));
        Assert.Equal(new RegionCode(140726), county);
    }

    [Fact]
    public void Unknown_code_has_no_name()
    {
        Assert.False(RegionTable.IsKnown(new RegionCode(429999)));
        Assert.Null(RegionTable.FullNameOf(new RegionCode(429999)));
    }

    [Theory]
    [InlineData("武汉", 420100, "short")]
    [InlineData("武汉市", 420100, "written out")]
    [InlineData("湖北省武汉市", 420100, "with its province")]
    [InlineData("湖北 武汉 洪山区", 420111, "three steps with blanks")]
    [InlineData("吉林", 220000, "province before city")]
    [InlineData("吉林市", 220200, "suffix settles it")]
    [InlineData("420111", 420111, "code")]
    [InlineData("北京市海淀区", 110108, "county below a grouping row")]
    [InlineData("内蒙古", 150000, "autonomous region, short")]
    [InlineData("周口", 411600, "short city")]
    public void Text_is_found(string text, int code, string because)
    {
        Assert.True(RegionTable.TryFind(text, out var found), because);
        Assert.Equal(new RegionCode(code), found);
    }

    [Fact]
    public void Name_of_several_counties_needs_its_parent()
    {
        Assert.False(RegionTable.TryFind("鼓楼区", out _));
        Assert.True(RegionTable.TryFind("鼓楼区", out var nanjing, new RegionCode(320100)));
        Assert.Equal(new RegionCode(320106), nanjing);
        Assert.True(RegionTable.TryFind("福州市鼓楼区", out var fuzhou));
        Assert.Equal(new RegionCode(350102), fuzhou);
    }

    [Theory]
    [InlineData("甲科技")]
    [InlineData("武汉甲科技")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_text_is_no_region(string? text) => Assert.False(RegionTable.TryFind(text, out _));

    [Fact]
    public void Children_are_those_in_force()
    {
        Assert.Equal(34, RegionTable.Children(RegionCode.Nation).Count);
        var hubei = RegionTable.Children(new RegionCode(420000));
        Assert.Contains(new RegionCode(420100), hubei);
        Assert.Contains(new RegionCode(429004), hubei);
        Assert.DoesNotContain(new RegionCode(422100), hubei);
        Assert.Contains(new RegionCode(110108), RegionTable.Children(new RegionCode(110000)));
    }

    [Fact]
    public void Region_contains_what_lies_in_it()
    {
        var hubei = new RegionCode(420000);
        var wuhan = new RegionCode(420100);
        var hongshan = new RegionCode(420111);
        Assert.True(hubei.Contains(hongshan));
        Assert.True(wuhan.Contains(hongshan));
        Assert.True(RegionCode.Nation.Contains(wuhan));
        Assert.False(hongshan.Contains(wuhan));
        Assert.False(wuhan.Contains(new RegionCode(420200)));
        Assert.Equal(hubei, hongshan.ProvinceOf);
        Assert.Equal(wuhan, hongshan.CityOf);
    }

    [Theory]
    [InlineData("C3982", "C3982", "电子电路制造")]
    [InlineData("3982", "C3982", "电子电路制造")]
    [InlineData("C", "C", "制造业")]
    [InlineData("c39", "C39", "计算机、通信和其他电子设备制造业")]
    public void Industry_is_read_with_or_without_its_section(string text, string code, string name)
    {
        Assert.True(IndustryCode.TryParse(text, out var industry));
        Assert.Equal(code, industry.ToString());
        Assert.Equal(name, IndustryTable.NameOf(industry));
    }

    [Theory]
    [InlineData("C9999")]
    [InlineData("U")]
    [InlineData("制造业")]
    [InlineData(null)]
    public void Unknown_industry_is_refused(string? text) => Assert.False(IndustryCode.TryParse(text, out _));

    [Theory]
    [InlineData("电子信息", TechnologyField.ElectronicInformation)]
    [InlineData("一、电子信息", TechnologyField.ElectronicInformation)]
    [InlineData("电子信息技术", TechnologyField.ElectronicInformation)]
    [InlineData("电子信息-软件", TechnologyField.ElectronicInformation)]
    [InlineData("（二）生物与新医药技术", TechnologyField.BiologyAndMedicine)]
    [InlineData("生物与新医药/中药", TechnologyField.BiologyAndMedicine)]
    [InlineData("航空航天技术", TechnologyField.Aerospace)]
    [InlineData("新材料技术", TechnologyField.NewMaterials)]
    [InlineData("高技术服务业", TechnologyField.HighTechServices)]
    [InlineData("新能源及节能技术", TechnologyField.NewEnergy)]
    [InlineData("新能源与节能", TechnologyField.NewEnergy)]
    [InlineData("资源与环境技术", TechnologyField.ResourcesAndEnvironment)]
    [InlineData("先进制造与自动化", TechnologyField.AdvancedManufacturing)]
    [InlineData("８. 先进制造与自动化", TechnologyField.AdvancedManufacturing)]
    [InlineData("高新技术改造传统产业", TechnologyField.AdvancedManufacturing)]
    public void Field_is_read_in_its_variants(string text, TechnologyField expected)
    {
        Assert.True(TechnologyFields.TryParse(text, out var field));
        Assert.Equal(expected, field);
        Assert.True(TechnologyFields.TryParse(TechnologyFields.ChineseName(field), out var again));
        Assert.Equal(field, again);
    }

    [Theory]
    [InlineData("其他")]
    [InlineData("软件")]
    [InlineData("新")]
    [InlineData("")]
    [InlineData(null)]
    public void Text_that_names_no_field_is_refused(string? text) => Assert.False(TechnologyFields.TryParse(text, out _));
}
