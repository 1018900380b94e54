using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;

namespace Matching.Api.Features.Deliveries;

/// <summary>States, steps and outcomes in the words users read.</summary>
public static class DeliveryText
{
    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Received => "已接收",
        DeliveryState.Loading => "入库中",
        DeliveryState.Loaded => "已入库",
        DeliveryState.Refused => "已拒收",
        DeliveryState.RolledBack => "已撤回",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a delivery state"),
    };

    public static string TagOf(DeliveryState state) => state switch
    {
        DeliveryState.Loaded => "tag in-force",
        DeliveryState.Refused => "tag bad",
        DeliveryState.RolledBack => "tag lapsed",
        _ => "tag warn",
    };

    public static string Of(JobStep step) => step switch
    {
        JobStep.Reading => "读取",
        JobStep.Linking => "关联企业",
        JobStep.Scoring => "评分",
        JobStep.Indexing => "更新索引",
        _ => step.ToString(),
    };

    public static string Of(PublicityState state) => state switch
    {
        PublicityState.Proposed => "公示（拟）",
        PublicityState.Announced => "公告（已定）",
        PublicityState.Withdrawn => "撤销",
        _ => state.ToString(),
    };

    public static string Of(SkipKind kind) => kind switch
    {
        SkipKind.Empty => "空行",
        SkipKind.Title => "标题",
        SkipKind.Header => "表头",
        SkipKind.Section => "分组行",
        SkipKind.Total => "合计",
        SkipKind.Note => "说明",
        SkipKind.Continuation => "续行",
        _ => kind.ToString(),
    };

    public static string Of(IssueSeverity severity) => severity switch
    {
        IssueSeverity.Error => "整行未入库",
        IssueSeverity.Warning => "该项未采用",
        _ => "提醒",
    };

    public static string Of(ListColumn column) => column switch
    {
        ListColumn.Unknown => "原样保留",
        ListColumn.Personal => "个人信息，不保存",
        ListColumn.Sequence => "序号",
        ListColumn.FirmName => "企业名称",
        ListColumn.FormerName => "曾用名",
        ListColumn.NewName => "变更后名称",
        ListColumn.ShortName => "简称",
        ListColumn.Uscc => "统一社会信用代码",
        ListColumn.Region or ListColumn.Province or ListColumn.City => "地区",
        ListColumn.Address => "地址",
        ListColumn.Year => "年度",
        ListColumn.Batch => "批次",
        ListColumn.EventDate => "日期",
        ListColumn.Title => "成果或项目名称",
        ListColumn.ParentTitle => "上级项目",
        ListColumn.Number => "编号",
        ListColumn.ApplicationNumber => "受理编号",
        ListColumn.Kind => "类别",
        ListColumn.Grade => "等级",
        ListColumn.Level => "级别",
        ListColumn.Units => "完成单位",
        ListColumn.MixedUnits => "完成人和单位（只留单位）",
        ListColumn.PersonUnit or ListColumn.PersonUnitThen => "工作单位",
        ListColumn.Nominator => "提名单位",
        ListColumn.Document => "文号",
        ListColumn.Office => "主管部门",
        ListColumn.LeadUnit => "承担单位",
        ListColumn.CooperatingUnit => "合作单位",
        ListColumn.SmeNumber => "入库登记编号",
        ListColumn.SmeState => "评价状态",
        ListColumn.CertificateNumber => "证书编号",
        ListColumn.Field => "技术领域",
        ListColumn.Change => "异动情况",
        ListColumn.Money => "经费",
        ListColumn.Period => "起止时间",
        ListColumn.State or ListColumn.InvestState => "状态",
        ListColumn.Fund => "子基金",
        ListColumn.FundUscc => "子基金信用代码",
        ListColumn.Round => "轮次",
        ListColumn.InvestAmount => "投资金额",
        ListColumn.InvestDate => "投资日期",
        ListColumn.ExitDate => "退出日期",
        ListColumn.Investor => "投资方",
        ListColumn.Capital => "注册资本",
        ListColumn.RegisteredOn => "成立日期",
        ListColumn.BusinessScope => "经营范围",
        ListColumn.Bank => "银行",
        ListColumn.OutcomeKind => "反馈",
        ListColumn.OutcomeAmount => "金额",
        ListColumn.ValidUntil => "有效期至",
        ListColumn.ReturnReason => "退回原因，不保存",
        ListColumn.ReturnedRow => "退回编号",
        _ => column.ToString(),
    };

    /// <summary>A meaning to choose from; those that share a name on the page are told apart.</summary>
    public static string Choice(ListColumn column) => column switch
    {
        ListColumn.Province => "地区：省",
        ListColumn.City => "地区：市",
        ListColumn.State => "状态（项目）",
        _ => Of(column),
    };

    /// <summary>Bytes in the unit people use.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} 字节"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
    };

    /// <summary>The cell as a spreadsheet program names it, e.g. <c>Sheet1!F218</c>.</summary>
    public static string Place(string sheet, int row, string column) =>
        string.Create(CultureInfo.InvariantCulture, $"{(sheet.Length > 0 ? sheet + "!" : "")}{column}{row}");
}
