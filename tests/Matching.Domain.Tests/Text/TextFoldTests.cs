using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Text;

namespace Matching.Domain.Tests.Text;

public sealed class TextFoldTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３", "ABC123", "full width")]
    [InlineData("武汉 光 迅", "武汉光迅", "blanks between Han characters")]
    [InlineData("武汉\u00A0光\u3000迅\r\n科技", "武汉光迅科技", "no-break, ideographic and line end")]
    [InlineData("Co.,  Ltd.", "Co., Ltd.", "one blank stays between words")]
    [InlineData("ABC 科技", "ABC 科技", "a blank beside a Latin word may mean something")]
    [InlineData("光谷（武汉）公司", "光谷(武汉)公司", "brackets")]
    [InlineData("光谷 （武汉） 公司", "光谷(武汉)公司", "blanks at brackets")]
    [InlineData("武\u200B汉\uFEFF", "武汉", "zero-width marks")]
    [InlineData("①②⑴㈠", "12(1)(一)", "circled and bracketed numbers")]
    [InlineData("Ⅱ类", "II类", "roman numerals")]
    [InlineData("⼯业⾃动化", "工业自动化", "radicals left by a PDF")]
    [InlineData("⻓江⻔窗", "长江门窗", "simplified radicals left by a PDF")]
    [InlineData("  甲  ", "甲", "ends")]
    [InlineData("", "", "empty")]
    [InlineData(null, "", "not stated")]
    public void Spellings_fold_together(string? text, string folded, string because) =>
        Assert.True(TextFold.Fold(text) == folded, $"{because}: {TextFold.Fold(text)}");

    [Fact]
    public void Plain_text_is_returned_as_it_is()
    {
        const string text = "武汉光迅科技股份有限公司";
        Assert.Same(text, TextFold.Fold(text));
        Assert.Same(text, TextFold.Simplify(text));
    }

    [Theory]
    [InlineData("資訊", "资讯", "script changes, the word stays")]
    [InlineData("乾燥設備", "干燥设备", "character rule")]
    [InlineData("乾坤科技", "乾坤科技", "phrase beats the character rule")]
    [InlineData("瞭解", "了解", "phrase")]
    [InlineData("業餘電臺", "业余电台", "two forms of one character")]
    [InlineData("憑藉", "凭借", "phrase")]
    [InlineData("裡裏", "里里", "variants")]
    [InlineData("著作權", "著作权", "著 is not 着 here")]
    public void Traditional_script_becomes_simplified(string text, string simplified, string because) =>
        Assert.True(TextFold.Simplify(text) == simplified, $"{because}: {TextFold.Simplify(text)}");

    [Theory]
    [InlineData("資料庫最佳化", "数据库优化")]
    [InlineData("智慧財產權", "知识产权")]
    [InlineData("視窗軟體", "窗口软件")]
    [InlineData("ＬＥＤ 照明", "led 照明")]
    public void Search_text_is_in_the_mainland_wording(string text, string folded) =>
        Assert.Equal(folded, TextFold.ForSearch(text));

    [Fact]
    public void Folding_twice_changes_nothing() =>
        Prop.ForAll<string>(text =>
        {
            var once = TextFold.Fold(text);
            var simple = TextFold.Simplify(once);
            return TextFold.Fold(once) == once && TextFold.Simplify(simple) == simple;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_every_character_twice_changes_nothing()
    {
        for (var c = 1; c < 0xD800; c++)
        {
            var once = TextFold.Fold($"甲{(char)c}乙");
            Assert.Equal(once, TextFold.Fold(once));
            var simple = TextFold.Simplify(once);
            Assert.Equal(simple, TextFold.Simplify(simple));
        }
    }
}
