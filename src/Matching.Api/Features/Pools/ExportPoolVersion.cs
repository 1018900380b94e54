using Matching.Api.Features.Exports;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Codes;
using Matching.Domain.Pools;
using Microsoft.AspNetCore.Mvc;

namespace Matching.Api.Features.Pools;

/// <summary>Writes a version of a pool as a workbook with a cover sheet.</summary>
public sealed class ExportPoolVersion(AuditTrail audit, TimeProvider clock)
{
    private static readonly XlsxColumn[] Columns =
    [
        new("序号", XlsxType.Number, 8),
        new("企业编号", Width: 14, Note: "本平台的企业编号，更名后不变"),
        new("统一社会信用代码", Width: 24, Note: "18 位，以文本保存"),
        new("企业名称", Width: 40, Note: "提交复核当日的名称"),
        new("地区", Width: 22),
        new("技术领域", Width: 20, Note: "国家重点支持的高新技术领域"),
        new("推荐分", XlsxType.Number, 10, "0 到 100，以基准日为准；空白表示未评分"),
        new("等级", Width: 8, Note: "T1 最好，T10 最低"),
        new("入选方式", Width: 10, Note: "手工，或按条件检索"),
        new("备注", Width: 30),
    ];

    public async Task<FileStreamResult> HandleAsync(PoolVersion version, CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(by);
        var now = clock.GetUtcNow();
        var state = version.StateOn(Domain.Calendar.BeijingTime.DayOf(now));
        var cover = new XlsxCover($"{version.Pool.Name} 第 {version.Number} 版",
        [
            ("用途", version.Pool.Purpose),
            ("责任处室", version.Pool.Office),
            ("状态", PoolText.Of(state)),
            ("发布时间", Shown.Moment(version.PublishedAt)),
            ("有效至", Shown.Day(version.ExpiresOn?.AddDays(-1))),
            ("企业数", Shown.Count(version.Members.Count)),
            ("基准日", Shown.Day(version.AsOf)),
            ("内容校验值", version.ContentHash.Length > 0 ? $"SHA-256 {version.ContentHash}" : Shown.Unknown),
            ("导出人", by.Tenant.Length > 0 ? $"{by.DisplayName}（{by.UserName}，{by.Tenant}）" : $"{by.DisplayName}（{by.UserName}）"),
            ("导出时间", Shown.Moment(now) + " 北京时间"),
        ]);
        var (file, rows) = await ExportFile.CreateAsync(
            $"{version.Pool.Name}-第{version.Number}版.xlsx", cover, new XlsxSheet("名单", Columns, RowsOf(version)), cancellationToken);
        await audit.NoteAsync(by, "pool-exported", $"{version.Pool.Id}/{version.Number}",
            new { rows, state = state.ToString(), version.ContentHash }, cancellationToken);
        return file;
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsOf(PoolVersion version)
    {
        await Task.CompletedTask;
        var number = 0;
        foreach (var member in version.Members.OrderByDescending(member => member.Points).ThenBy(member => member.FirmId))
        {
            yield return
            [
                ++number,
                member.FirmId.ToString(),
                member.Uscc,
                member.Name,
                member.Region is { } region ? ViewPool.RegionOf(region) : "",
                member.Field is { } field ? TechnologyFields.ChineseName(field) : "",
                member.Points,
                member.Grade is { } grade ? FormattableString.Invariant($"T{grade}") : "",
                PoolText.Of(member.Reason),
                member.Note,
            ];
        }
    }
}
