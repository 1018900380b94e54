using System.Globalization;
using System.Text.RegularExpressions;

namespace Matching.Domain.Text;

/// <summary>Reads money as lists print it: number and unit, the unit in the cell or in the column's header.</summary>
public static partial class Cny
{
    /// <summary>10 trillion yuan, above the capital of any registered firm.</summary>
    private const decimal MostYuan = 10_000_000_000_000m;

    private static readonly (string Word, decimal Factor)[] Scales =
        [("万亿", 1e12m), ("亿", 1e8m), ("千万", 1e7m), ("百万", 1e6m), ("十万", 1e5m), ("万", 1e4m), ("千", 1e3m), ("百", 1e2m)];

    /// <summary>A word that holds another one stands before it (香港元 before 港元).</summary>
    private static readonly (string Word, string Currency)[] Currencies =
    [
        ("US$", "USD"), ("HK$", "HKD"), ("美元", "USD"), ("美金", "USD"), ("USD", "USD"), ("$", "USD"), ("香港元", "HKD"), ("港元", "HKD"), ("港币", "HKD"),
        ("港幣", "HKD"), ("HKD", "HKD"), ("澳门元", "MOP"), ("澳门币", "MOP"), ("欧元", "EUR"), ("EUR", "EUR"), ("€", "EUR"), ("日元", "JPY"), ("日圆", "JPY"), ("JPY", "JPY"), ("英镑", "GBP"), ("£", "GBP"), ("新台币", "TWD"), ("台币", "TWD"),
        ("韩元", "KRW"), ("韩币", "KRW"), ("新加坡元", "SGD"), ("新加坡币", "SGD"), ("新西兰元", "NZD"), ("加元", "CAD"), ("加拿大元", "CAD"), ("澳元", "AUD"), ("澳大利亚元", "AUD"),
        ("瑞士法郎", "CHF"), ("法郎", "CHF"), ("马克", "DEM"),
    ];

    /// <param name="cell">The cell as printed.</param>
    /// <param name="header">The column's header, for its unit (资助金额（万元）); yuan when neither states one.</param>
    public static CnyReading Parse(string? cell, string? header = null)
    {
        var text = (cell ?? "").Trim();
        var folded = TextFold.Fold(text).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (IsNothing(folded))
        {
            return new CnyReading.NotStated(text);
        }

        var match = Number().Match(folded);
        if (!match.Success || !TryNumber(match.Groups["number"].Value, out var number))
        {
            return new CnyReading.NotANumber(text);
        }

        // A currency in front of the number is written behind the scale: US$120万 is 120 万美元.
        var unit = Bare(match.Groups["after"].Value + match.Groups["before"].Value);
        var headerUnit = Bare(TextFold.Fold(header).ToUpperInvariant());
        var currency = CurrencyIn(unit) ?? (unit.Length == 0 ? CurrencyIn(headerUnit) : null);
        if (TryFactor(unit, out var stated) is false)
        {
            return new CnyReading.NotANumber(text);
        }

        var amount = number * (stated ?? FactorIn(headerUnit));
        if (currency is not null)
        {
            return new CnyReading.ForeignCurrency(text, currency, amount);
        }

        return amount is < 0 or > MostYuan ? new CnyReading.Implausible(text, amount) : new CnyReading.Amount(text, amount);
    }

    /// <summary>Short Chinese text of an amount: 850 元, 120 万元, 3.5 亿元.</summary>
    public static string Format(decimal yuan) => Math.Abs(yuan) switch
    {
        >= 1e8m => string.Create(CultureInfo.InvariantCulture, $"{yuan / 1e8m:#,0.##} 亿元"),
        >= 1e4m => string.Create(CultureInfo.InvariantCulture, $"{yuan / 1e4m:#,0.##} 万元"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{yuan:#,0.##} 元"),
    };

    [GeneratedRegex(@"^(?<before>[^\d.+-]{0,8})(?<number>[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(E[+-]?\d{1,2})?)(?<after>[^\d]{0,16})$")]
    private static partial Regex Number();

    private static bool IsNothing(string folded) => folded is "" or "N/A" or "NA" or "/" or "\\" or "-" or "--" or "—" or "——" or "无" or "NULL" or "未披露" or "不详";

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number);

    private static string Bare(string unit) => unit
        .Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)
        .Replace("人民币", "", StringComparison.Ordinal).Replace("RMB", "", StringComparison.Ordinal)
        .Replace("CNY", "", StringComparison.Ordinal).Replace("¥", "", StringComparison.Ordinal)
        .Replace(":", "", StringComparison.Ordinal).Replace("约", "", StringComparison.Ordinal);

    /// <summary>Null when the cell states no unit; false as result when it states something that is none.</summary>
    private static bool TryFactor(string unit, out decimal? factor)
    {
        factor = null;
        var rest = Currencies.Aggregate(unit, (text, c) => text.Replace(c.Word, "元", StringComparison.Ordinal));
        if (rest.Length == 0)
        {
            return true;
        }

        foreach (var (word, scale) in Scales)
        {
            if (rest.StartsWith(word, StringComparison.Ordinal))
            {
                factor = scale;
                rest = rest[word.Length..];
                break;
            }
        }

        factor ??= 1;
        return rest is "" or "元" or "元整" or "圆" or "圆整" or "元元";
    }

    private static decimal FactorIn(string header)
    {
        foreach (var (word, scale) in Scales)
        {
            if (header.Contains(word + "元", StringComparison.Ordinal) || (CurrencyIn(header) is not null && header.Contains(word, StringComparison.Ordinal)))
            {
                return scale;
            }
        }

        return 1;
    }

    private static string? CurrencyIn(string text) =>
        Array.Find(Currencies, c => text.Contains(c.Word, StringComparison.Ordinal)).Currency;
}
