using System.Globalization;
using Matching.Domain.Libraries.Supply;

namespace Matching.Api.Features.Deliveries.Duties;

/// <summary>Words and colours for how lists come in.</summary>
internal static class SupplyText
{
    public static IReadOnlyList<SupplyCycle> Cycles { get; } =
        [SupplyCycle.Yearly, SupplyCycle.HalfYearly, SupplyCycle.Quarterly, SupplyCycle.Monthly, SupplyCycle.AsNeeded];

    public static IReadOnlyList<ListExtent> Extents { get; } = [ListExtent.Additions, ListExtent.WholeState];

    public static string Of(SupplyRhythm rhythm) => rhythm.State switch
    {
        SupplyState.Overdue => Days("逾期", rhythm.DaysLate),
        SupplyState.Due => rhythm.DaysLate > 0 ? Days("晚", rhythm.DaysLate) : "即将到期",
        SupplyState.OnTime => "未到期",
        SupplyState.Once => "只到过一次",
        SupplyState.Ended => "可能已停",
        var other => throw new System.Diagnostics.UnreachableException($"{other}"),
    };

    public static string TagOf(SupplyState state) => state switch
    {
        SupplyState.Overdue => "tag bad",
        SupplyState.Due => "tag warn",
        SupplyState.OnTime => "tag in-force",
        _ => "tag lapsed",
    };

    public static string Of(DutyStanding standing) => standing.State switch
    {
        DutyState.Overdue => Days("逾期", standing.DaysLate),
        DutyState.DueSoon => "即将到期",
        DutyState.NotYetDue => "未到期",
        DutyState.AsNeeded => "不定期",
        var other => throw new System.Diagnostics.UnreachableException($"{other}"),
    };

    public static string TagOf(DutyState state) => state switch
    {
        DutyState.Overdue => "tag bad",
        DutyState.DueSoon => "tag warn",
        DutyState.NotYetDue => "tag in-force",
        _ => "tag lapsed",
    };

    public static string Of(SupplyCycle cycle) => cycle switch
    {
        SupplyCycle.Yearly => "每年",
        SupplyCycle.HalfYearly => "每半年",
        SupplyCycle.Quarterly => "每季",
        SupplyCycle.Monthly => "每月",
        SupplyCycle.AsNeeded => "不定期",
        var other => throw new System.Diagnostics.UnreachableException($"{other}"),
    };

    public static string Of(ListExtent extent) => extent switch
    {
        ListExtent.Additions => "增补",
        ListExtent.WholeState => "整份",
        var other => throw new System.Diagnostics.UnreachableException($"{other}"),
    };

    public static string Of(SupplyDutyProblem problem) => problem switch
    {
        SupplyDutyProblem.ListsUnclear => $"名单名称须有 {SupplyDutyRules.FewestLetters} 至 {SupplyDutyRules.MostLetters} 个字，年份和日期不算，例如“入库科技型中小企业名单”。",
        SupplyDutyProblem.OwnerMissing => "请填写责任处室，例如“高新处”。",
        SupplyDutyProblem.OwnerTooLong => $"责任处室最多 {SupplyDutyRules.MostOwnerLetters} 个字。",
        SupplyDutyProblem.UnknownCycle => "请从列出的周期中选择。",
        SupplyDutyProblem.FirstDueMissing => "定期的名单须填首次应到日；没有固定日子的，周期选“不定期”。",
        SupplyDutyProblem.FirstDueOutOfRange => $"首次应到日须在 {SupplyDutyRules.FirstYear} 年至 {SupplyDutyRules.LastYear} 年之间。",
        SupplyDutyProblem.UnknownExtent => "请选择每份名单是增补还是整份。",
        SupplyDutyProblem.NoteTooLong => $"备注最多 {SupplyDutyRules.MostNoteLetters} 个字。",
        var other => throw new System.Diagnostics.UnreachableException($"{other}"),
    };

    public static string Share(double? usable) =>
        usable is { } share ? share.ToString(share < 1 ? "P1" : "P0", CultureInfo.InvariantCulture) : Features.Shared.Shown.Unknown;

    private static string Days(string word, int days) => string.Create(CultureInfo.InvariantCulture, $"{word} {days} 天");
}
