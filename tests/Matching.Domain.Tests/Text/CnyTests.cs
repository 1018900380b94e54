using Matching.Domain.Text;

namespace Matching.Domain.Tests.Text;

public sealed class CnyTests
{
    [Theory]
    [InlineData("100(万元人民币)", null, "1000000", "register export")]
    [InlineData("55.8000(万元人民币)", null, "558000", "register export with decimals")]
    [InlineData("100（万元）", null, "1000000", "Chinese brackets")]
    [InlineData("1,234.5万元", null, "12345000", "thousands separator")]
    [InlineData("１２００万", null, "12000000", "full-width digits")]
    [InlineData("3亿元", null, "300000000", "hundred millions")]
    [InlineData("0.5亿", "投资金额（万元）", "50000000", "the cell's unit beats the header's")]
    [InlineData("120", "资助金额（万元）", "1200000", "unit in the header")]
    [InlineData("120", "资助金额/万元", "1200000", "unit behind a slash")]
    [InlineData("120", "注册资金", "120", "no unit: yuan")]
    [InlineData("1200000元", "金额（万元）", "1200000", "yuan stated in the cell")]
    [InlineData("人民币500万元整", null, "5000000", "words around")]
    [InlineData("￥1 200 000.00", null, "1200000", "currency sign and blanks")]
    [InlineData("1.2E+07", null, "12000000", "a spreadsheet's number")]
    [InlineData("数千", null, null, "words")]
    [InlineData("百万级", null, null, "an estimate")]
    [InlineData("1,23万元", null, null, "separator in the wrong place")]
    public void Money_is_read_in_yuan(string cell, string? header, string? yuan, string because)
    {
        var reading = Cny.Parse(cell, header);
        Assert.True(reading.YuanOrNull == (yuan is null ? null : decimal.Parse(yuan, null)), $"{because}: {reading}");
        Assert.Equal(cell, reading.Text);
    }

    [Theory]
    [InlineData("N/A")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("—")]
    [InlineData("无")]
    public void Nothing_is_not_zero(string? cell) => Assert.IsType<CnyReading.NotStated>(Cny.Parse(cell));

    [Theory]
    [InlineData("100万美元", null, "USD", "1000000")]
    [InlineData("20(万港元)", null, "HKD", "200000")]
    [InlineData("35", "投资金额（万美元）", "USD", "350000")]
    [InlineData("350万香港元", null, "HKD", "3500000")]
    [InlineData("350万港币", null, "HKD", "3500000")]
    [InlineData("1,200万美元", "金额（万元）", "USD", "12000000")]
    [InlineData("2000万日圆", null, "JPY", "20000000")]
    [InlineData("1.5亿韩元", null, "KRW", "150000000")]
    [InlineData("35", "注册资本（万香港元）", "HKD", "350000")]
    [InlineData("300(万欧元)", null, "EUR", "3000000")]
    [InlineData("US$120万", null, "USD", "1200000")]
    public void Other_currency_is_kept_apart(string cell, string? header, string currency, string value)
    {
        var foreign = Assert.IsType<CnyReading.ForeignCurrency>(Cny.Parse(cell, header));
        Assert.Equal(currency, foreign.Currency);
        Assert.Equal(decimal.Parse(value, null), foreign.Value);
        Assert.Null(foreign.YuanOrNull);
    }

    [Theory]
    [InlineData("-50万元")]
    [InlineData("9999999999万元")]
    public void Absurd_amount_is_named(string cell) => Assert.IsType<CnyReading.Implausible>(Cny.Parse(cell));

    [Theory]
    [InlineData(850, "850 元")]
    [InlineData(1200000, "120 万元")]
    [InlineData(350000000, "3.5 亿元")]
    public void Amount_prints_short(int yuan, string text) => Assert.Equal(text, Cny.Format(yuan));
}
