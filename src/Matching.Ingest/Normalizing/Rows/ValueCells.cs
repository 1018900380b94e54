using System.Text.RegularExpressions;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>Reads dates, money, years and regions; what cannot be read becomes an issue, never a guess.</summary>
internal sealed partial class ValueCells
{
    private readonly RecentReadings<DayReading?> days = new(text => DayText.TryParse(text, out var day) ? day : null);
    private readonly RecentReadings<Validity?> periods = new(text => DayText.TryParsePeriod(text, out var period) ? period : null);
    private readonly RecentReadings<AuthorityLevel> levels = new(text =>
        HeaderText.Fold(text) is var folded ? TitleReading.LevelOf(folded, TitleReading.RegionOf(folded)) : default);

    private readonly Dictionary<string, RecentReadings<CnyReading>> moneyByHeader = [];
    private readonly Dictionary<int, RecentReadings<RegionCode?>> regionsByParent = [];

    public DayReading? Day(RowView row, ListColumn column)
    {
        var text = row.Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        var day = days.Of(text);
        if (day is null)
        {
            row.Add("date-unreadable", IssueSeverity.Warning, column, text, $"“{text}”不是日期，已按空白处理。应写成 2024-03-15 这样的格式");
        }

        return day;
    }

    /// <summary>The period of a column; null when it states none.</summary>
    public Validity? Period(RowView row, ListColumn column) =>
        row.Text(column) is { Length: > 0 } text ? periods.Of(text) : null;

    /// <summary>Level that the first of the texts with any names; <see cref="AuthorityLevel.Unknown"/> when none does.</summary>
    public AuthorityLevel Level(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrEmpty(text) && levels.Of(text) is var level && level != AuthorityLevel.Unknown)
            {
                return level;
            }
        }

        return AuthorityLevel.Unknown;
    }

    /// <summary>Yuan of one column; the header may state the unit.</summary>
    public decimal? Money(RowView row, int index, string header)
    {
        var text = row.Text(index);
        if (text.Length == 0)
        {
            return null;
        }

        if (!moneyByHeader.TryGetValue(header, out var readings))
        {
            moneyByHeader[header] = readings = new(cell => Cny.Parse(cell, header));
        }

        switch (readings.Of(text))
        {
            case CnyReading.Amount amount:
                return amount.Yuan;
            case CnyReading.ForeignCurrency foreign:
                row.Add("money-currency", IssueSeverity.Warning, index, text, $"“{text}”是外币（{foreign.Currency}），没有汇率不能折算，已按空白处理。请按当日汇率填写人民币金额");
                return null;
            case CnyReading.NotANumber when IsKeptBack(text):
                return null;
            case CnyReading.NotANumber when IsVague(text):
                row.Add("money-vague", IssueSeverity.Notice, index, text, $"“{text}”只是大概数，金额按空白处理。知道确数时请填写");
                return null;
            case CnyReading.NotANumber:
                row.Add("money-unreadable", IssueSeverity.Warning, index, text, $"“{text}”不是确定的金额，已按空白处理。应写成数字，单位写在表头或数字后");
                return null;
            case CnyReading.Implausible:
                row.Add("money-implausible", IssueSeverity.Warning, index, text, $"“{text}”的金额不合理，已按空白处理。请核对数字和单位");
                return null;
            default:
                return null;
        }
    }

    private static bool IsKeptBack(string text) =>
        text.StartsWith("未透露", StringComparison.Ordinal) || text.StartsWith("未披露", StringComparison.Ordinal)
        || text.StartsWith("未公开", StringComparison.Ordinal) || text.StartsWith("保密", StringComparison.Ordinal) || text.StartsWith("不详", StringComparison.Ordinal);

    /// <summary>数千万人民币, 近亿元, 1000万以上, 500-1000万, 千万级, 亿元: money, but no figure.</summary>
    private static bool IsVague(string text) => text.AsSpan().ContainsAny("亿万千百元") && VagueMoney().IsMatch(text);

    [GeneratedRegex(@"^[数近超约逾过上几]|^不[到足]|^大[概约]|以上|以下|左右|级|余|多|[+＋]|\d\s*[-~～至到—]\s*\d|^[亿万千百十元圆人民币美港]+$")]
    private static partial Regex VagueMoney();

    public decimal? Money(RowView row, ListColumn column) => Money(row, row.IndexOf(column), row.HeaderOf(column));

    /// <summary>Year of the row's own column, else what the list says.</summary>
    public static int? Year(RowView row)
    {
        var text = row.Text(ListColumn.Year);
        if (text.Length == 0)
        {
            return row.Context.Year;
        }

        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if (int.TryParse(text.AsSpan(i, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) && year is >= 1950 and <= 2100)
            {
                return year;
            }
        }

        row.Add("year-unreadable", IssueSeverity.Warning, ListColumn.Year, text, $"“{text}”不是年份，已按空白处理。应写成 2024");
        return row.Context.Year;
    }

    /// <summary>The most exact region the row states: its own column, its province and city, its section.</summary>
    public RegionCode? Region(RowView row)
    {
        var province = Find(row.Text(ListColumn.Province), row.Context.Region);
        var city = Find(row.Text(ListColumn.City), province ?? row.Context.Region);
        var within = city ?? province ?? row.Section.Region ?? row.Context.Region;
        return Find(row.Text(ListColumn.Region), within) ?? city ?? province ?? row.Section.Region;
    }

    private RegionCode? Find(string text, RegionCode? within)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var parent = within?.Value ?? 0;
        if (!regionsByParent.TryGetValue(parent, out var readings))
        {
            regionsByParent[parent] = readings = new(name => Look(name, within));
        }

        return readings.Of(text);
    }

    /// <summary>Lists of one province also name firms of others, so the parent only settles what is ambiguous.</summary>
    private static RegionCode? Look(string text, RegionCode? within)
    {
        if (within is { } parent && (RegionTable.TryFind(text, out var code, parent) || RegionTable.TryFind(text, out code, parent.ProvinceOf)))
        {
            return code;
        }

        if (RegionTable.TryFind(text, out code))
        {
            return code;
        }

        // 武汉东湖新技术开发区 is in no table; the region it starts with is.
        return (RegionGazetteer.AtStart(text, within) ?? RegionGazetteer.AtStart(text)) is { IsAmbiguous: false } start ? start.Code : null;
    }
}
