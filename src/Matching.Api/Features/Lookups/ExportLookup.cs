using System.Globalization;
using Matching.Api.Features.Exports;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Finding;
using Microsoft.AspNetCore.Mvc;

namespace Matching.Api.Features.Lookups;

/// <summary>Writes a looked-up client list as a workbook: the rows as sent, what was found, and the dated flags of the regulator's table.</summary>
public sealed class ExportLookup(LookUpFirms lookUp, TimeProvider clock)
{
    private static readonly string[] FlagKinds = ["high-tech-firm", "tech-sme"];
    private static readonly string[] CountKinds = ["project", "award", "venture"];

    private static readonly XlsxColumn[] Columns =
    [
        new("行号", XlsxType.Number, 8, "名单中的行"),
        new("名单企业名称", Width: 36),
        new("名单代码", Width: 22),
        new("结果", Width: 10, Note: "已匹配、已选定、待选择、未找到"),
        new("置信度", XlsxType.Number, 9, "0 到 100：同类答案中正确的比例；由人选定的为 100"),
        new("说明", Width: 40),
        new("企业编号", Width: 12),
        new("企业名称", Width: 36),
        new("统一社会信用代码", Width: 22),
        new("地区", Width: 20),
        new("高新技术企业", Width: 14, Note: "基准日持有有效证书为“是”"),
        new("高企证书编号", Width: 18),
        new("高企有效期起", XlsxType.Day, 13),
        new("高企有效期止", XlsxType.Day, 13, "含当日"),
        new("科技型中小企业", Width: 15, Note: "基准日登记编号有效为“是”"),
        new("入库登记编号", Width: 22),
        new("入库有效期起", XlsxType.Day, 13),
        new("入库有效期止", XlsxType.Day, 13, "含当日"),
        new("科技计划项目数", XlsxType.Number, 14),
        new("最近立项日期", XlsxType.Day, 13),
        new("科技奖励数", XlsxType.Number, 11),
        new("最近获奖日期", XlsxType.Day, 13),
        new("创投投资次数", XlsxType.Number, 12),
        new("最近投资日期", XlsxType.Day, 13),
        new("其他可能的企业", Width: 50, Note: "待选择的行：编号、名称、代码和置信度"),
    ];

    public async Task<FileStreamResult> HandleAsync(IReadOnlyList<ClientRow> rows, DateOnly? asOf, CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var report = await lookUp.HandleAsync(new(rows, asOf, by, "export"), cancellationToken);
        var now = clock.GetUtcNow();
        var cover = new XlsxCover("企业批量查询结果",
        [
            ("行数", $"{Shown.Count(report.Rows.Count)} 行：匹配 {Shown.Count(report.Matched)}，待选择 {Shown.Count(report.Ambiguous)}，未找到 {Shown.Count(report.Unknown)}"),
            ("基准日", Shown.Day(report.AsOf) + "，各项资格以该日是否有效为准"),
            ("数据更新号", report.AppliedChange.ToString(CultureInfo.InvariantCulture)),
            ("未含资格", FirmTitles.NotKnown),
            ("查询人", by.Tenant.Length > 0 ? $"{by.DisplayName}（{by.UserName}，{by.Tenant}）" : $"{by.DisplayName}（{by.UserName}）"),
            ("查询时间", Shown.Moment(now) + " 北京时间"),
        ]);
        var (file, _) = await ExportFile.CreateAsync(
            $"企业批量查询-{Shown.Day(BeijingTime.DayOf(now))}.xlsx", cover, new XlsxSheet("结果", Columns, report.Rows.Select(RowOf).ToAsyncEnumerable()), cancellationToken);
        return file;
    }

    private static IReadOnlyList<object?> RowOf(LookupRow row)
    {
        var firm = row.Firm;
        var cells = new List<object?>(Columns.Length)
        {
            row.Row.Number,
            row.Row.Name,
            row.Row.Code,
            LookupText.Verdict(row),
            row.IsPicked ? 100 : row.Answer.Confidence,
            LookupText.Why(row),
            firm?.Id.ToString(),
            firm?.Name,
            firm?.Uscc?.ToString(),
            firm?.Region is { } region ? RegionTable.FullNameOf(region) : null,
        };
        foreach (var kind in FlagKinds)
        {
            var title = row.Titles.FirstOrDefault(one => one.Kind == kind);
            cells.AddRange([firm is null ? null : title is null ? "否" : "是", title?.Number, title?.From, title?.Until]);
        }

        foreach (var kind in CountKinds)
        {
            var title = row.Titles.FirstOrDefault(one => one.Kind == kind);
            cells.AddRange([firm is null ? null : title?.Count ?? 0, title?.From]);
        }

        cells.Add(firm is null && row.Answer.Verdict == FindVerdict.Ambiguous
            ? string.Join("；", row.Answer.Candidates.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Id} {one.Name} {one.Uscc} {one.Confidence}")))
            : null);
        return cells;
    }
}
