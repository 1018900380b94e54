using System.Diagnostics;
using Matching.Api.Features.Shared;
using Matching.Domain.Calendar;
using Matching.Domain.Pools;

namespace Matching.Api.Features.Pools;

/// <summary>States, reasons and refusals in the words users read.</summary>
public static class PoolText
{
    private const int FirmsNamed = 5;

    public static string Of(PoolState state) => state switch
    {
        PoolState.Draft => "草稿",
        PoolState.InReview => "待复核",
        PoolState.Announced => "公示中",
        PoolState.Published => "已发布",
        PoolState.Recalled => "已撤回",
        PoolState.Expired => "已到期",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a pool state"),
    };

    /// <summary>Class of the tag that shows the state; the word stands in it, so colour is never alone.</summary>
    public static string TagOf(PoolState state) => state switch
    {
        PoolState.Published => "tag in-force",
        PoolState.Recalled => "tag bad",
        PoolState.Expired => "tag lapsed",
        PoolState.InReview or PoolState.Announced => "tag warn",
        _ => "tag",
    };

    public static string Of(BlockReason reason) => reason switch
    {
        BlockReason.Gone => "企业已不在库中",
        BlockReason.Merged => "已并入另一家企业，请改选合并后的企业",
        BlockReason.NotAFirm => "不是企业（高校、院所或机关）",
        BlockReason.Provisional => "暂定企业，没有统一社会信用代码",
        BlockReason.Excluded => "在负面清单有效期内",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason"),
    };

    public static string Of(PoolReason reason) => reason == PoolReason.ByRule ? "按条件" : "手工";

    public static string OfAspect(string aspect) => aspect switch
    {
        "name" => "名称",
        "uscc" => "信用代码",
        "region" => "地区",
        "field" => "技术领域",
        "points" => "推荐分",
        "grade" => "等级",
        "note" => "备注",
        _ => aspect,
    };

    /// <summary>What a refusal means and what to do next.</summary>
    public static string Of(PoolStepResult refusal) => refusal switch
    {
        PoolStepResult.SamePerson => "提交人与复核人不能为同一人，请换一位同事复核。",
        PoolStepResult.EmptyPool => "名单里还没有企业，请先添加。",
        PoolStepResult.TooManyMembers many => $"名单将达 {Shown.Count(many.Count)} 家，超过上限 {Shown.Count(many.Most)} 家。请收紧条件或分成几个备选库。",
        PoolStepResult.BlockedFirms blocked => Blocked(blocked.Firms),
        PoolStepResult.AnnouncementRunning running => $"公示期到 {Shown.LongDay(running.Until)} 结束，次日起可以发布。",
        PoolStepResult.WrongState wrong => $"这一版现在是“{Of(wrong.State)}”，不能做此操作。请刷新后查看。",
        PoolStepResult.ReasonMissing => "请写明理由。",
        PoolStepResult.AlreadyOpen open => $"第 {open.Number} 版还在办理中，发布后才能开新版。",
        PoolStepResult.ChangedMeanwhile => "名单刚被别人改过，没有执行。请核对最新内容后再操作。",
        PoolStepResult.NotFound => "没有找到这个备选库。",
        _ => throw new UnreachableException(refusal.ToString()),
    };

    /// <summary>A word of caution where the working days of a year are not yet published; empty when they are.</summary>
    public static string Caution(DateOnly? announcedUntil) =>
        announcedUntil is { } until && !WorkingDays.Covers(until) ? "（该年放假安排尚未公布，暂按周一至周五计）" : "";

    private static string Blocked(IReadOnlyList<BlockedFirm> firms)
    {
        var named = string.Join("；", firms.Take(FirmsNamed).Select(firm => $"{firm.Name}（{Of(firm.Reason)}）"));
        return firms.Count > FirmsNamed
            ? $"{firms.Count} 家企业不能发布：{named} 等。请移出后再试。"
            : $"{firms.Count} 家企业不能发布：{named}。请移出后再试。";
    }
}
