using System.Globalization;
using Matching.Domain.Libraries.Supply;

namespace Matching.Api.Features.Deliveries;

/// <summary>Words and colours for how lists come in.</summary>
internal static class SupplyText
{
    public static string Of(SupplyRhythm rhythm) => rhythm.State switch
    {
        SupplyState.Overdue => string.Create(CultureInfo.InvariantCulture, $"逾期 {rhythm.DaysLate} 天"),
        SupplyState.Due => rhythm.DaysLate > 0 ? string.Create(CultureInfo.InvariantCulture, $"晚 {rhythm.DaysLate} 天") : "即将到期",
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
}
