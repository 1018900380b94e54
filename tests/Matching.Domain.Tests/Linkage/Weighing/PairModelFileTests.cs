using System.Text;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Weighing;

namespace Matching.Domain.Tests.Linkage.Weighing;

public sealed class PairModelFileTests
{
    private static readonly byte[] Written = PairModelFile.Write(WeighedRung.Learn(LinkageLadder.Run(NoisyRows.Of(500, 7).Rows)).Model);

    [Fact]
    public void A_model_read_back_writes_the_same_bytes() => Assert.Equal(Written, PairModelFile.Write(PairModelFile.Read(Written)));

    [Fact]
    public void The_same_rows_in_any_order_give_the_same_file()
    {
        var rows = NoisyRows.Of(500, 7).Rows;
        rows.Reverse();
        Assert.Equal(Written, PairModelFile.Write(WeighedRung.Learn(LinkageLadder.Run(rows)).Model));
    }

    [Theory]
    [InlineData("\"prior\": 0", "\"prior\": 1", "档位或数值")]
    [InlineData("\"oneFirm\": ", "\"oneFirm\": 9", "被改动过")]
    [InlineData("\"SameSound\"", "\"OtherSound\"", "档位或数值")]
    [InlineData("\"format\": 1", "\"format\": 2", "不是第 1 版")]
    [InlineData("\"format\"", "\"fmt\"", "不是第 1 版")]
    [InlineData("}", "", "内容不完整")]
    public void A_file_that_was_edited_is_refused_with_what_to_do(string from, string to, string told)
    {
        var text = Encoding.UTF8.GetString(Written);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        var edited = text[..at] + to + text[(at + from.Length)..];
        Assert.Contains(told, Assert.Throws<InvalidDataException>(() => PairModelFile.Read(Encoding.UTF8.GetBytes(edited))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("企业名称,统一社会信用代码")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void What_is_no_model_is_refused(string text) =>
        Assert.Contains("train", Assert.Throws<InvalidDataException>(() => PairModelFile.Read(Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_cut_short_anywhere_is_refused() =>
        Assert.All(Enumerable.Range(1, 40), part => Assert.Throws<InvalidDataException>(() => PairModelFile.Read(Written.AsSpan(0, Written.Length * part / 41))));
}
