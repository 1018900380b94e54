using Matching.Domain.Text;

namespace Matching.Domain.Tests.Text;

public sealed class PinyinTests
{
    [Theory]
    [InlineData("武汉光迅", "whgx", "usual readings")]
    [InlineData("武汉光迅科技股份有限公司", "whgxkjgfyxgs", "a whole name")]
    [InlineData("长春", "cc", "place")]
    [InlineData("重庆", "cq", "place")]
    [InlineData("长沙", "cs", "place")]
    [InlineData("厦门", "xm", "place")]
    [InlineData("六安", "la", "place")]
    [InlineData("楚泽银行", "czyh", "行 in 银行")]
    [InlineData("乐清音乐", "yqyy", "two readings of one character")]
    [InlineData("重工", "zg", "重 alone")]
    [InlineData("会计", "kj", "word")]
    [InlineData("ＡＢ3科技（武汉）", "ab3kjwh", "letters, digits and brackets")]
    [InlineData("", "", "empty")]
    [InlineData(null, "", "not stated")]
    public void Initials_follow_the_word(string? text, string initials, string because) =>
        Assert.True(Pinyin.Initials(text) == initials, $"{because}: {Pinyin.Initials(text)}");

    [Fact]
    public void Full_reading_has_whole_syllables()
    {
        Assert.Equal("chongqingguangxun", Pinyin.Full("重庆光迅"));
        Assert.Equal(["lv", "se"], Pinyin.Syllables("绿色"));
    }
}
