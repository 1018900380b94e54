using System.Globalization;
using System.Runtime.CompilerServices;
using Matching.Api.Features.Exports;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Search;
using Microsoft.AspNetCore.Mvc;

namespace Matching.Api.Features.Firms;

/// <summary>Writes the firms a search finds as a workbook, in the order of the search, with a cover that says what was asked.</summary>
public sealed class ExportFirmSearch(IFirmIndex index, SearchAudit audit, TimeProvider clock)
{
    /// <summary>Firms in one workbook; more are left out, and the cover says so.</summary>
    public const int MostFirms = 10_000;

    private const int Batch = 200;

    private static readonly XlsxColumn[] Columns =
    [
        new("序号", XlsxType.Number, 8),
        new("企业编号", Width: 14, Note: "本平台的企业编号，更名后不变"),
        new("统一社会信用代码", Width: 24, Note: "18 位，以文本保存；空白表示名单未载"),
        new("企业名称", Width: 40),
        new("地区", Width: 22),
        new("技术领域", Width: 20, Note: "国家重点支持的高新技术领域"),
        new("所在库", Width: 30),
        new("当前有效", Width: 30, Note: "基准日仍在有效期内的库"),
        new("推荐分", XlsxType.Number, 10, "0 到 100，以基准日为准；空白表示未评分"),
        new("等级", Width: 8, Note: "T1 最好，T10 最低"),
        new("创投金额（万元）", XlsxType.Number, 16),
        new("成立日期", XlsxType.Day, 12),
        new("最近事实", XlsxType.Day, 12, "最近一条计分事实的日期"),
        new("状态", Width: 22),
    ];

    /// <exception cref="SearchIndexUnavailableException">The index cannot answer now.</exception>
    public async Task<FileStreamResult> HandleAsync(FirmSearchQuery query, CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(by);
        var first = await index.SearchAsync(Asked(query, null), cancellationToken);
        var now = clock.GetUtcNow();
        var cover = new XlsxCover("企业检索结果",
        [
            ("检索词", query.Text.Length > 0 ? query.Text : "（无）"),
            ("筛选条件", ConditionsOf(query) is { Length: > 0 } conditions ? conditions : "（无）"),
            ("排序", FirmSorts.All.First(entry => entry.Sort == query.Sort).Title),
            ("企业数", first.Total > MostFirms
                ? $"共 {Shown.Count(first.Total)} 家，只导出前 {Shown.Count(MostFirms)} 家；需要其余企业请加筛选条件后分次导出"
                : $"{Shown.Count(first.Total)} 家"),
            ("基准日", Shown.Day(first.Index.AsOf)),
            ("索引版本", string.Create(CultureInfo.InvariantCulture, $"{first.Index.Name}，更新号 {first.Index.AppliedChange}")),
            ("导出人", by.Tenant.Length > 0 ? $"{by.DisplayName}（{by.UserName}，{by.Tenant}）" : $"{by.DisplayName}（{by.UserName}）"),
            ("导出时间", Shown.Moment(now) + " 北京时间"),
        ]);
        var (file, rows) = await ExportFile.CreateAsync(
            $"企业检索结果-{Shown.Day(BeijingTime.DayOf(now))}.xlsx", cover, new XlsxSheet("企业", Columns, RowsAsync(query, first, cancellationToken)), cancellationToken);
        try
        {
            await audit.ExportedAsync(by, query, rows, first.Total, first.Index, cancellationToken);
        }
        catch
        {
            await file.FileStream.DisposeAsync();
            throw;
        }

        return file;
    }

    private static FirmQuery Asked(FirmSearchQuery query, string? after) =>
        query.ToFirmQuery([]) with { Skip = 0, Take = Batch, After = after };

    private static string ConditionsOf(FirmSearchQuery query)
    {
        var facets =
            from filter in query.Filters
            from value in filter.Include.Select(code => (Code: code, Before: "")).Concat(filter.Exclude.Select(code => (Code: code, Before: "排除 ")))
            select $"{value.Before}{FacetNaming.Title(filter.Facet)}：{FacetNaming.ValueText(filter.Facet, value.Code)}";
        return string.Join("；", facets.Concat(new[]
        {
            Range("推荐分", query.PointsFrom, query.PointsUntil),
            Range("创投金额（万元）", query.VentureFrom, query.VentureUntil),
            Range("成立年份", query.FoundedFrom, query.FoundedUntil),
        }.Where(text => text.Length > 0)));

        static string Range(string title, decimal? from, decimal? until) => (from, until) switch
        {
            (null, null) => "",
            (null, _) => string.Create(CultureInfo.InvariantCulture, $"{title} 不超过 {until:0.##}"),
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"{title} {from:0.##} 起"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{title} {from:0.##} 至 {until:0.##}"),
        };
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        FirmSearchQuery query, SearchAnswer answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        while (true)
        {
            foreach (var hit in answer.Hits)
            {
                yield return RowOf(++number, hit.Document);
                if (number == MostFirms)
                {
                    yield break;
                }
            }

            if (answer.Next is null)
            {
                yield break;
            }

            answer = await index.SearchAsync(Asked(query, answer.Next), cancellationToken);
        }
    }

    private static object?[] RowOf(int number, FirmDocument firm) =>
    [
        number,
        firm.Id.ToString(),
        firm.Uscc,
        firm.Name,
        firm.Region is { } region ? RegionTable.FullNameOf(region) : "",
        firm.Field is { } field ? TechnologyFields.ChineseName(field) : "",
        LibrariesOf(firm.Libraries),
        LibrariesOf(firm.LibrariesInForce),
        firm.Points,
        firm.Grade is { } grade ? FormattableString.Invariant($"T{grade}") : "",
        firm.VentureAmountCny > 0 ? firm.VentureAmountCny / 10_000m : null,
        firm.RegisteredOn,
        firm.LatestFactOn,
        firm.IsExcluded ? "列入负面清单" : firm.IsProvisional ? "暂定（无信用代码）" : "正常",
    ];

    private static string LibrariesOf(IReadOnlyList<Library> libraries) =>
        string.Join('、', libraries.Select(library => library.Info()).Where(info => !info.IsReference).Select(info => info.ShortName));
}
