using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Firms;

namespace Matching.Domain.Tests.Firms;

public sealed class FirmNameFoldingTests
{
    [Theory]
    [InlineData("武汉市甲乙科技有限责任公司", "武汉甲乙科技有限公司", "city suffix and equal legal forms")]
    [InlineData("甲乙科技(武汉)有限公司", "甲乙科技（武汉）有限公司", "half- and full-width brackets")]
    [InlineData("湖北省武汉市甲乙科技有限公司", "湖北武汉甲乙科技有限公司", "province and city suffix")]
    [InlineData("武汉市洪山区甲乙科技有限公司", "武汉洪山甲乙科技有限公司", "district suffix behind its city")]
    [InlineData("甲乙科技股份公司", "甲乙科技股份有限公司", "two spellings of the joint-stock form")]
    [InlineData("武汉 甲乙 科技有限公司", "武汉甲乙科技有限公司", "blanks")]
    [InlineData("武汉甲乙科技\n有限公司", "武汉甲乙科技有限公司", "line break inside a cell")]
    [InlineData("ＡＢＣ科技有限公司", "abc科技有限公司", "width and case of letters")]
    [InlineData("武漢甲乙資訊有限公司", "武汉甲乙资讯有限公司", "traditional script")]
    [InlineData("甲乙科技有限公司（原丙丁电子有限公司）", "甲乙科技有限公司", "note on a former name")]
    [InlineData("甲乙科技有限公司（曾用名：丙丁电子）", "甲乙科技有限公司", "note on a former name")]
    [InlineData("甲乙（集团）有限公司", "甲乙集团有限公司", "brackets around 集团")]
    [InlineData("“甲乙”科技有限公司", "甲乙科技有限公司", "quotation marks")]
    [InlineData("恩施土家族苗族自治州甲乙茶业有限公司", "恩施甲乙茶业有限公司", "autonomous prefecture")]
    [InlineData("恩施州甲乙茶业有限公司", "恩施甲乙茶业有限公司", "autonomous prefecture as everyday text writes it")]
    [InlineData("内蒙古自治区甲乙牧业有限公司", "内蒙古甲乙牧业有限公司", "autonomous region")]
    [InlineData("武汉市市政建设有限公司", "武汉市政建设有限公司", "市政 is a word")]
    [InlineData("武汉甲乙科技有限责", "武汉甲乙科技有限公司", "a cell that breaks off inside the form")]
    [InlineData("甲乙科技股份有限", "甲乙科技股份有限公司", "a cell that breaks off inside the joint-stock form")]
    [InlineData("武汉甲乙科技有限公司。", "武汉甲乙科技有限公司", "mark at the end")]
    [InlineData("甲乙科技有限责任公司武汉分公司", "甲乙科技有限公司武汉分公司", "the parent's form inside a branch")]
    public void Spellings_of_one_firm_fold_together(string left, string right, string because) =>
        Assert.True(FirmName.Fold(left) == FirmName.Fold(right), $"{because}: {FirmName.Fold(left)} / {FirmName.Fold(right)}");

    [Theory]
    [InlineData("甲乙集团有限公司", "甲乙有限公司", "a group and its member are different legal persons")]
    [InlineData("甲乙科技有限公司", "甲乙科技有限公司武汉分公司", "a branch is not its parent")]
    [InlineData("武汉甲乙科技有限公司", "长沙甲乙科技有限公司", "two cities")]
    [InlineData("甲乙科技股份有限公司", "甲乙科技有限公司", "a change to joint stock is a rename")]
    [InlineData("吉林省甲乙药业有限公司", "吉林市甲乙药业有限公司", "province and city of one short name")]
    [InlineData("长沙县甲乙机械有限公司", "长沙市甲乙机械有限公司", "county and city of one short name")]
    [InlineData("甲乙(武汉)科技有限公司", "甲乙科技有限公司", "region in brackets")]
    [InlineData("甲乙科技有限公司", "甲乙信息有限公司", "another trade")]
    [InlineData("甲乙资讯有限公司", "甲乙信息有限公司", "wording is not script")]
    [InlineData("甲乙投资中心(有限合伙)", "甲乙投资中心(普通合伙)", "two kinds of partnership")]
    [InlineData("甲乙机械厂", "甲乙机械总厂", "two works")]
    [InlineData("甲乙科技有限公司", "甲乙科技公司", "公司 alone is another form")]
    [InlineData("甲乙(原子能)有限公司", "甲乙有限公司", "原子能 is no note on a former name")]
    public void Different_firms_stay_apart(string left, string right, string because) =>
        Assert.False(FirmName.Fold(left) == FirmName.Fold(right), $"{because}: {FirmName.Fold(left)}");

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("()")]
    [InlineData("公司")]
    [InlineData("武汉市")]
    [InlineData("(原")]
    public void Odd_text_folds_without_failing(string? name)
    {
        var folded = FirmName.Fold(name);
        Assert.Equal(folded, FirmName.Fold(folded));
        Assert.NotNull(FirmName.Parse(name).TradeName);
    }

    [Fact]
    public void Folding_twice_changes_nothing() =>
        Prop.ForAll(Names(), name => FirmName.Fold(FirmName.Fold(name)) == FirmName.Fold(name))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Folding_any_text_twice_changes_nothing() =>
        Prop.ForAll<string>(name => FirmName.Fold(FirmName.Fold(name)) == FirmName.Fold(name)).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Names() =>
        Gen.Elements("湖北省", "武汉市", "武汉", "洪山区", "吉林市", "长沙县", "甲乙", "科技", "市政", "（武汉）", "(集团)", "集团", "有限", "股份",
                "有限责任公司", "有限公司", "股份公司", "分公司", "(原丙丁有限公司)", " ", "“", "資訊", "厂", "中心", "(有限合伙)", "·", "A")
            .ArrayOf(6)
            .Select(string.Concat)
            .ToArbitrary();
}
