using Matching.Domain.Firms;

namespace Matching.Search.Tests;

public abstract partial class FirmIndexContract
{
    private static readonly FirmDocument Guangxun = new()
    {
        Id = new FirmId(7),
        Version = 1,
        Name = "武汉光循科技股份有限公司",
        FormerNames = ["武汉邮科光电有限责任公司"],
        ShortNames = ["光循", "光循科技"],
        PinyinInitials = ["whgxkjgfyxgs", "gx"],
        Uscc = "914201007257608XYZ",
        Numbers = ["GR202342001234"],
        Titles = ["高速光收发模块关键技术及产业化"],
        BusinessScope = "光电器件的研发、LED照明设备销售",
        Points = 80,
    };

    [Theory]
    [InlineData("光循", MatchedField.ShortName, "光循", "the short name itself")]
    [InlineData("武汉光循", MatchedField.Name, "武汉光循科技股份有限公司", "beginning of the name")]
    [InlineData("股份", MatchedField.Name, "武汉光循科技股份有限公司", "inside the name")]
    [InlineData("邮科", MatchedField.FormerName, "武汉邮科光电有限责任公司", "a former name is told as such")]
    [InlineData("whgx", MatchedField.PinyinInitials, "whgxkjgfyxgs", "initials")]
    [InlineData("WHGX", MatchedField.PinyinInitials, "whgxkjgfyxgs", "initials in capitals")]
    [InlineData("7257608", MatchedField.Uscc, "914201007257608XYZ", "half of a code")]
    [InlineData("608xyz", MatchedField.Uscc, "914201007257608XYZ", "end of a code in small letters")]
    [InlineData("GR2023４２", MatchedField.Number, "GR202342001234", "full-width digits")]
    [InlineData("收发模块", MatchedField.Title, "高速光收发模块关键技术及产业化", "title")]
    [InlineData("led照明", MatchedField.BusinessScope, "光电器件的研发、LED照明设备销售", "scope, letters in the other case")]
    [InlineData("照", MatchedField.BusinessScope, "光电器件的研发、LED照明设备销售", "one character")]
    [InlineData("售", MatchedField.BusinessScope, "光电器件的研发、LED照明设备销售", "the last character of a text")]
    public async Task Word_is_found_and_the_field_is_told(string text, MatchedField field, string value, string because)
    {
        var index = await IndexOfAsync(Guangxun, Firm(8, "襄阳无关有限公司"));

        var answer = await index.SearchAsync(new FirmQuery { Text = text }, Token);

        var hit = Assert.Single(answer.Hits);
        Assert.True(hit.Document.Id == Guangxun.Id, because);
        var highlight = Assert.Single(hit.Highlights);
        Assert.Equal((field, value), (highlight.Field, highlight.Text));
        var (start, length) = Assert.Single(highlight.Spans);
        Assert.Equal(text.Length, length);
        Assert.Equal(text.Replace('４', '4').Replace('２', '2'), value.Substring(start, length), ignoreCase: true);
    }

    [Theory]
    [InlineData("武漢光電", "武汉光电技术有限公司", "武汉光电", "traditional words, simplified name")]
    [InlineData("武汉光电", "武漢光電技術有限公司", "武漢光電", "simplified words, traditional name")]
    [InlineData("甲(武汉)", "甲（武汉）有限公司", "甲（武汉）", "brackets of the other width")]
    [InlineData("ａｂｃ", "深圳ABC科技有限公司", "ABC", "full-width letters")]
    public async Task Spellings_are_found_alike_and_marked_in_the_original(string text, string name, string marked, string because)
    {
        var index = await IndexOfAsync(Firm(1, name), Firm(2, "乙有限公司"));

        var hit = Assert.Single((await index.SearchAsync(new FirmQuery { Text = text }, Token)).Hits);

        var (start, length) = Assert.Single(Assert.Single(hit.Highlights).Spans);
        Assert.True(name.Substring(start, length) == marked, because);
    }

    [Fact]
    public async Task All_words_must_be_found_each_anywhere()
    {
        var index = await IndexOfAsync(Guangxun, Firm(8, "武汉光循二号有限公司"));

        Assert.Equal([7], await IdsAsync(index, "光循　模块 GR2023"));
        Assert.Equal([7, 8], await IdsAsync(index, "武汉 光循"));
        Assert.Empty(await IdsAsync(index, "光循 不在"));
    }

    [Fact]
    public async Task A_word_never_runs_from_one_value_into_the_next()
    {
        var index = await IndexOfAsync(Firm(1, "甲有限公司") with { FormerNames = ["天地", "玄黄"], Titles = ["宇宙", "洪荒"] });

        Assert.Empty(await IdsAsync(index, "地玄"));
        Assert.Empty(await IdsAsync(index, "宙洪"));
        Assert.Equal([1], await IdsAsync(index, "洪荒"));
    }

    [Fact]
    public async Task Better_places_come_first_and_points_order_like_places()
    {
        var index = await IndexOfAsync(
            Firm(1, "甲有限公司", 90) with { BusinessScope = "长江" },
            Firm(2, "乙有限公司", 90) with { Titles = ["长江"] },
            Firm(3, "丙有限公司", 90) with { FormerNames = ["老长江公司"] },
            Firm(4, "新长江公司", 40),
            Firm(5, "大长江公司", 60),
            Firm(6, "长江公司", 60),
            Firm(7, "长江", 60),
            Firm(8, "小长江公司"));

        Assert.Equal([7, 6, 3, 5, 4, 8, 2, 1], await IdsAsync(index, "长江"));
    }

    [Fact]
    public async Task Two_words_in_one_value_share_a_highlight()
    {
        var index = await IndexOfAsync(Guangxun);

        var hit = Assert.Single((await index.SearchAsync(new FirmQuery { Text = "有限 科技股" }, Token)).Hits);

        var highlight = Assert.Single(hit.Highlights);
        Assert.Equal([(4, 3), (8, 2)], highlight.Spans);
    }

    [Theory]
    [InlineData("一 二 三 四 五 六 七 八 九", "nine words")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五", "a word of 65 characters")]
    public async Task Too_much_text_is_refused(string text, string because)
    {
        var index = await IndexOfAsync(Guangxun);

        var refusal = await Record.ExceptionAsync(() => index.SearchAsync(new FirmQuery { Text = text }, Token));

        Assert.True(refusal is ArgumentException, because);
    }

    [Fact]
    public async Task Suggestions_begin_with_the_text_before_they_contain_it()
    {
        var index = await IndexOfAsync(
            Firm(1, "新长江公司", 99),
            Firm(2, "长江公司", 10),
            Firm(3, "长江二公司", 20),
            Firm(4, "甲公司", 15) with { FormerNames = ["长江旧公司"] },
            Guangxun);

        var suggestions = await index.SuggestAsync(" 长江", 20, Token);

        Assert.Equal([3, 4, 2, 1], suggestions.Select(suggestion => suggestion.Id.Value));
        Assert.Equal((MatchedField.FormerName, "长江旧公司", "甲公司"), (suggestions[1].Field, suggestions[1].MatchedText, suggestions[1].Name));
        Assert.Equal([3, 4], (await index.SuggestAsync("长江", 2, Token)).Select(suggestion => suggestion.Id.Value));
        Assert.Equal(Guangxun.Uscc, Assert.Single(await index.SuggestAsync("9142", 5, Token)).Uscc);
        Assert.Equal(MatchedField.PinyinInitials, Assert.Single(await index.SuggestAsync("whgx", 5, Token)).Field);
        Assert.Empty(await index.SuggestAsync("  ", 5, Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => index.SuggestAsync("长江", 21, Token));
    }
}
