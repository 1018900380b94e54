using System.Net;
using Matching.Api.Features.Exports;
using Matching.Api.Features.Firms;
using Matching.Api.Tests.Site;
using Matching.Domain.Firms;
using Matching.Ingest.Reading;
using Matching.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Firms;

public sealed class FirmExportTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    [Fact]
    public async Task Workbook_holds_the_search_and_its_cover_says_what_was_asked_by_whom()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var rows = await ExportAsync(bank, "q=琊光&library=high-tech-firms&pointsFrom=1&sort=points");

        var cover = rows.Where(row => row.Record.Sheet == "说明").Select(row => string.Join('|', row.Record.Cells)).ToList();
        Assert.Contains(cover, line => line.StartsWith("检索词|琊光", StringComparison.Ordinal));
        Assert.Contains(cover, line => line.StartsWith("筛选条件|所在库：高新技术企业库；推荐分 1 起", StringComparison.Ordinal));
        Assert.Contains(cover, line => line.StartsWith("企业数|1 家", StringComparison.Ordinal));
        Assert.Contains(cover, line => line.StartsWith("基准日|2026-03-10", StringComparison.Ordinal));
        Assert.Contains(cover, line => line.Contains("bank-a，示范银行甲", StringComparison.Ordinal));
        Assert.Contains(cover, line => line.Contains(XlsxCover.Disclaimer, StringComparison.Ordinal));
        var list = rows.Where(row => row.Record.Sheet == "企业").Select(row => row.Record.Cells).ToList();
        Assert.Equal(2, list.Count);
        Assert.Equal("企业名称", list[0][3]);
        Assert.Equal(InventedLists.Optics, list[1][3]);
        Assert.Equal((await site.FirmAsync(InventedLists.Optics)).ToString(), list[1][1]);
    }

    [Fact]
    public async Task Whole_list_has_every_firm_once_and_no_cell_that_runs()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var names = (await ExportAsync(bank, "")).Where(row => row.Record.Sheet == "企业").Skip(1).Select(row => row.Record.Cells[3]).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Contains(InventedLists.Medicine, names);
        Assert.DoesNotContain(names, name => name.StartsWith('='));
        Assert.Contains(names, name => name.Contains("onerror", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_is_audited_without_the_words()
    {
        using var analyst = await site.SignedInAsync("analyst");
        await ExportAsync(analyst, "q=琊光&library=high-tech-firms");

        var entry = Assert.Single(await site.AuditAsync("analyst", "firms-exported"));
        Assert.Contains("\"rows\":1", entry.Detail, StringComparison.Ordinal);
        Assert.Contains("library=high-tech-firms", entry.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("琊光", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_page_offers_the_export_of_what_it_shows()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var html = await bank.GetStringAsync("/firms?library=high-tech-firms&sort=points");

        Assert.Contains("href=\"/firms/export?library=high-tech-firms&amp;sort=points\"", html, StringComparison.Ordinal);
        Assert.Contains("最多 10,000 家", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_that_cannot_be_understood_goes_back_to_the_page_that_says_why()
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await bank.GetAsync("/firms/export?sort=nonsense");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/firms?sort=nonsense", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData(ExportFirmSearch.MostFirms + 1, "共 10,001 家，只导出前 10,000 家")]
    [InlineData(ExportFirmSearch.MostFirms, "10,000 家")]
    public async Task Workbook_ends_with_the_ten_thousandth_firm_and_its_cover_says_so(int firms, string told)
    {
        await using var large = new LargeSite(firms);
        await ((IAsyncLifetime)large).InitializeAsync();
        using var bank = await large.SignedInAsync("bank-a");
        var rows = await ExportAsync(bank, "sort=points");

        var list = rows.Where(row => row.Record.Sheet == "企业").Skip(1).Select(row => row.Record.Cells).ToList();
        Assert.Equal(ExportFirmSearch.MostFirms, list.Count);
        Assert.Equal(ExportFirmSearch.MostFirms, list.Select(cells => cells[1]).Distinct().Count());
        Assert.Equal("10000", list[^1][0]);
        var count = Assert.Single(rows, row => row.Record.Sheet == "说明" && row.Record.Cells[0] == "企业数").Record.Cells[1];
        Assert.StartsWith(told, count, StringComparison.Ordinal);
        var entry = Assert.Single(await large.AuditAsync("bank-a", "firms-exported"));
        Assert.Contains($"\"rows\":{ExportFirmSearch.MostFirms},\"total\":{firms}", entry.Detail, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<ListRow>> ExportAsync(HttpClient client, string query)
    {
        using var answer = await client.GetAsync($"/firms/export?{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(XlsxWriter.ContentType, answer.Content.Headers.ContentType?.MediaType);
        var opened = Assert.IsType<ListFileResult.Opened>(
            await ListFile.OpenAsync(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), "导出.xlsx"));
        await using (opened.File)
        {
            return await opened.File.RowsAsync().ToListAsync();
        }
    }

    /// <summary>No list is loaded: firms stand in the index alone, which is where an export reads them.</summary>
    private sealed class LargeSite(int firms) : LoadedSite
    {
        public override async Task InitializeAsync() => await Services.GetRequiredService<IFirmIndex>().RebuildAsync(
            Enumerable.Range(1, firms).Select(number => new FirmDocument
            {
                Id = new FirmId(number),
                Version = number,
                Name = $"武汉市众多{number:D5}号科技有限公司",
                Points = number % 100,
            }).ToAsyncEnumerable(), new DateOnly(2026, 3, 10), firms, CancellationToken.None);
    }
}
