using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class TitleReadingTests
{
    [Theory]
    [InlineData("对湖北省认定机构2024年认定报备的第二批高新技术企业进行备案的公告", 2024, "第二批", PublicityState.Announced, 420000)]
    [InlineData("湖北省认定机构：关于取消57家企业高新技术企业资格的公告", null, null, PublicityState.Withdrawn, 420000)]
    [InlineData("关于公布上海市2024年第二批高新技术企业更名名单的通知", 2024, "第二批", PublicityState.Announced, 310000)]
    [InlineData("关于浙江省2023年第二批拟更名高新技术企业名单的公示", 2023, "第二批", PublicityState.Proposed, 330000)]
    [InlineData("2021年湖北省科技型中小企业名单", 2021, null, null, 420000)]
    [InlineData("武汉市2022年度科技计划项目立项清单", 2022, null, PublicityState.Announced, 420100)]
    [InlineData("2020年长春市拟立项项目公示（2020年11月3日）", 2020, null, PublicityState.Proposed, 220100)]
    [InlineData("2024高企", 2024, null, null, null)]
    public void Titles_tell_year_batch_state_and_region(string title, int? year, string? batch, PublicityState? state, int? region)
    {
        var context = TitleReading.Of(title);
        Assert.Equal((year, batch, state, region), (context.Year, context.Batch, context.State, context.Region?.Value));
    }

    [Theory]
    [InlineData("国家科学技术进步奖获奖项目", AuthorityLevel.National)]
    [InlineData("国家税务总局湖北省税务局公告", AuthorityLevel.Unknown)]
    [InlineData("湖北省科学技术进步奖", AuthorityLevel.Province)]
    [InlineData("上海市科学技术奖", AuthorityLevel.Province)]
    [InlineData("武汉市科技计划", AuthorityLevel.City)]
    [InlineData("省级重点研发计划", AuthorityLevel.Province)]
    public void Titles_tell_the_level(string title, AuthorityLevel level) =>
        Assert.Equal(level, TitleReading.Of(title).Level);
}
