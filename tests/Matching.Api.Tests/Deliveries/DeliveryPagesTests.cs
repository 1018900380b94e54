using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Pools;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Deliveries;

public sealed partial class DeliveryPagesTests(PoolSite site) : IClassFixture<PoolSite>
{
    private const string Hostile = "武汉市<script>alert(1)</script>科技有限公司";

    private static readonly byte[] Pdf = "%PDF-1.7\n%âãÏÓ\n1 0 obj"u8.ToArray();

    [Fact]
    public async Task List_is_looked_at_before_it_is_loaded_and_its_rows_add_up()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var preview = await UploadAsync(publisher, "2024年第一批高新技术企业认定名单.csv", HighTech("GR202442000001", 1));

        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        var html = await preview.Content.ReadAsStringAsync();
        Assert.Contains("高新技术企业库（自动识别）", html, StringComparison.Ordinal);
        Assert.Contains("证书编号", html, StringComparison.Ordinal);
        Assert.Empty(await DeliveriesAsync("2024年第一批高新技术企业认定名单.csv"));

        var page = await ConfirmAndReadAsync(publisher, html);
        Assert.Contains("账目相符", page, StringComparison.Ordinal);
        Assert.Contains("已入库", page, StringComparison.Ordinal);
        var delivery = Assert.Single(await DeliveriesAsync("2024年第一批高新技术企业认定名单.csv"));
        Assert.True(delivery.Ledger.AddsUp);
        Assert.Equal((2, 1), (delivery.RowsAccepted, delivery.RowsRejected));
    }

    [Fact]
    public async Task Lists_that_come_every_year_are_one_line_with_the_day_the_next_is_due()
    {
        using var publisher = await site.SignedInAsync("publisher");
        foreach (var year in (int[])[2022, 2023, 2024])
        {
            await ConfirmAndReadAsync(publisher, await HtmlAsync(await UploadAsync(publisher, $"江城市{year}年高新技术企业供数名单_{year}-11-20.csv", HighTech($"GR{year}42000701", 7))));
        }

        var html = WebUtility.HtmlDecode(await publisher.GetStringAsync("/deliveries/supply"));
        var line = Regex.Match(html, "江城市高新技术企业供数名单</th>.*?</tr>", RegexOptions.Singleline).Value;
        Assert.Contains("2025-11-20", line, StringComparison.Ordinal);
        Assert.Contains("2024-11-20", line, StringComparison.Ordinal);
        Assert.Contains("3（3）", line, StringComparison.Ordinal);
        Assert.Contains("66.7 %，退回 1", line, StringComparison.Ordinal);
        Assert.Contains("成果奖励库 还没有任何名单", html, StringComparison.Ordinal);
        using var bank = await site.SignedInAsync("bank-a");
        Assert.NotEqual(HttpStatusCode.OK, (await bank.GetAsync("/deliveries/supply")).StatusCode);
    }

    [Fact]
    public async Task Whole_list_tells_who_is_no_longer_on_it_and_additions_do_not()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var first = await ConfirmAndReadAsync(publisher, await HtmlAsync(await UploadAsync(publisher, "江城市2023年整份高企台账_2023-12-01.csv", Ledger(71, 72, 73, 74))));
        var second = await ConfirmAndReadAsync(publisher, await HtmlAsync(await UploadAsync(publisher, "江城市2024年整份高企台账_2024-12-01.csv", Ledger(72, 73, 75, 76, 77))));
        Assert.DoesNotContain("缺席", second, StringComparison.Ordinal);
        var address = $"/deliveries/{DeliveryAddress().Match(second).Groups[1].Value}";
        Assert.Equal(HttpStatusCode.NotFound, (await publisher.GetAsync($"{address}/Absent")).StatusCode);

        var saved = await PoolSite.PostAsync(
            publisher, "/deliveries/supply/duty", "/deliveries/supply/duty", ("Library", "HighTechFirms"), ("Lists", "整份高企台账"), ("Owner", "高新处"), ("Cycle", "Yearly"),
            ("FirstDue", "2023-12-01"), ("Extent", "WholeState"), ("Note", ""));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var page = WebUtility.HtmlDecode(await publisher.GetStringAsync(address));
        Assert.Contains("新增 3 家，缺席 2 家", page, StringComparison.Ordinal);
        Assert.Contains("这一份有 5 家", page, StringComparison.Ordinal);
        var absent = Regex.Match(page, "absent-title.*?</section>", RegexOptions.Singleline).Value;
        Assert.Contains("武汉市第71号台账科技有限公司", absent, StringComparison.Ordinal);
        Assert.Contains("武汉市第74号台账科技有限公司", absent, StringComparison.Ordinal);
        Assert.DoesNotContain("武汉市第72号台账科技有限公司", absent, StringComparison.Ordinal);
        Assert.DoesNotContain("缺席", await publisher.GetStringAsync($"/deliveries/{DeliveryAddress().Match(first).Groups[1].Value}"), StringComparison.Ordinal);

        using var file = await publisher.GetAsync($"{address}/Absent");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        var sheet = Sheet(await file.Content.ReadAsByteArrayAsync());
        Assert.Contains("武汉市第71号台账科技有限公司", sheet, StringComparison.Ordinal);
        Assert.Contains(PoolSite.UsccOf(174), sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("第75号", sheet, StringComparison.Ordinal);

        // A later whole list says some of it anew and brings one firm back: the earlier comparison stays what it was.
        await ConfirmAndReadAsync(publisher, await HtmlAsync(await UploadAsync(publisher, "江城市2025年整份高企台账_2025-12-01.csv", Ledger(71, 72, 73, 75, 76, 77))));
        Assert.Contains("新增 3 家，缺席 2 家", WebUtility.HtmlDecode(await publisher.GetStringAsync(address)), StringComparison.Ordinal);

        // Before it is loaded the next one tells whom it leaves out.
        var preview = await HtmlAsync(await UploadAsync(publisher, "江城市2026年整份高企台账_2026-12-01.csv", Ledger(72, 73, 75)));
        Assert.Contains("有 3 家这次没有列出", preview, StringComparison.Ordinal);
        Assert.Contains("武汉市第71号台账科技有限公司、武汉市第76号台账科技有限公司、武汉市第77号台账科技有限公司", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_file_twice_changes_nothing_and_says_so()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var bytes = HighTech("GR202442000101", 2);
        await ConfirmAndReadAsync(publisher, await HtmlAsync(await UploadAsync(publisher, "2023年高新技术企业名单.csv", bytes)));

        var again = await ConfirmAsync(publisher, await HtmlAsync(await UploadAsync(publisher, "2023年高新技术企业名单.csv", bytes)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("没有重复入库", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(await DeliveriesAsync("2023年高新技术企业名单.csv"));
    }

    [Fact]
    public async Task Rejected_rows_come_back_with_their_header_and_reason_and_can_be_sent_again()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var html = await ConfirmAndReadAsync(publisher, await HtmlAsync(
            await UploadAsync(publisher, "2022年第二批高新技术企业认定名单.csv", HighTech("GR202242000201", 3))));
        var id = DeliveryAddress().Match(html).Groups[1].Value;

        using var file = await publisher.GetAsync($"/deliveries/{id}/Rejected");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        var bytes = await file.Content.ReadAsByteArrayAsync();

        var preview = await HtmlAsync(await UploadAsync(publisher, "2022年第二批高新技术企业认定名单-退回行.xlsx", bytes));
        Assert.Contains("退回原因，不保存", preview, StringComparison.Ordinal);
        Assert.Contains("高新技术企业库", preview, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("说明.pdf", "PDF")]
    [InlineData("空.csv", "空文件")]
    [InlineData("随笔.txt", "随笔.txt")]
    public async Task File_that_is_no_list_gets_a_clear_no_and_leaves_nothing(string name, string told)
    {
        using var publisher = await site.SignedInAsync("publisher");
        var bytes = name switch
        {
            "说明.pdf" => Pdf,
            "空.csv" => [],
            _ => Encoding.UTF8.GetBytes("今天天气很好。\n明天也是。\n"),
        };

        var answer = await UploadAsync(publisher, name, bytes);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains(told, html, StringComparison.Ordinal);
        Assert.DoesNotContain("确认入库", html, StringComparison.Ordinal);
        Assert.Empty(await DeliveriesAsync(name));
    }

    [Fact]
    public async Task Wrong_library_is_named_with_the_right_one()
    {
        using var publisher = await site.SignedInAsync("publisher");

        var answer = await UploadAsync(publisher, "2021年高新技术企业认定名单.csv", HighTech("GR202142000301", 4), Library.Awards);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("请改选“高新技术企业库”", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_explained_once_are_understood_when_they_come_again()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var first = await HtmlAsync(await UploadAsync(
            publisher, "台账甲.csv", Encoding.UTF8.GetBytes("子,丑,寅\n武汉壬水智能科技有限公司,GR202142000901,新材料\n"), Library.HighTechFirms));
        Assert.Contains("按此含义重新预览", first, StringComparison.Ordinal);
        Assert.DoesNotContain("确认入库</button>", first, StringComparison.Ordinal);

        var explained = await HtmlAsync(await PoolSite.PostAsync(
            publisher, "/deliveries/new", "/deliveries/new?handler=Columns", ("Uploads", PoolSite.Hidden(first, "Uploads")), ("Library", "HighTechFirms"),
            ("Headers", "子"), ("Columns", "FirmName"), ("Headers", "丑"), ("Columns", "CertificateNumber"), ("Headers", "寅"), ("Columns", "Field")));
        Assert.Contains("按您指定的识别", explained, StringComparison.Ordinal);
        await ConfirmAndReadAsync(publisher, explained);

        var second = await HtmlAsync(await UploadAsync(
            publisher, "台账乙.csv", Encoding.UTF8.GetBytes("寅,子,丑\n电子信息,武汉癸木智能科技有限公司,GR202142000902\n")));
        Assert.Contains("“台账甲.csv”指定过相同的表头", second, StringComparison.Ordinal);
        await ConfirmAndReadAsync(publisher, second);
        Assert.Equal(1, Assert.Single(await DeliveriesAsync("台账乙.csv")).RowsAccepted);
    }

    [Fact]
    public async Task Columns_that_do_not_fit_their_headers_are_not_taken()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var html = await HtmlAsync(await UploadAsync(publisher, "2019年高新技术企业名单.csv", HighTech("GR201942000401", 6)));
        var answer = await PoolSite.PostAsync(
            publisher, "/deliveries/new", "/deliveries/new?handler=Columns", ("Uploads", PoolSite.Hidden(html, "Uploads")), ("Headers", "子"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("没有收全", await HtmlAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_of_another_person_cannot_be_confirmed()
    {
        using var publisher = await site.SignedInAsync("publisher");
        using var admin = await site.SignedInAsync("admin");
        var html = await HtmlAsync(await UploadAsync(publisher, "2020年高新技术企业名单.csv", HighTech("GR202042000401", 5)));

        var answer = await ConfirmAsync(admin, html);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(await DeliveriesAsync("2020年高新技术企业名单.csv"));
    }

    [Fact]
    public async Task Delivery_is_rolled_back_with_a_reason()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var html = await ConfirmAndReadAsync(publisher, await HtmlAsync(
            await UploadAsync(publisher, "2019年高新技术企业名单.csv", HighTech("GR201942000501", 6))));
        var page = $"/deliveries/{DeliveryAddress().Match(html).Groups[1].Value}";
        await FinishJobsAsync();

        var silent = await PoolSite.PostAsync(publisher, page, $"{page}/RollBack", ("Reason", " "));
        Assert.Equal(HttpStatusCode.Conflict, silent.StatusCode);
        var done = await PoolSite.PostAsync(publisher, page, $"{page}/RollBack", ("Reason", "发错了<文件>"));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var after = await publisher.GetStringAsync(page);
        Assert.Contains("已撤回", after, StringComparison.Ordinal);
        Assert.Contains("发错了&lt;文件&gt;", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_under_way_can_be_cancelled_and_started_again()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var confirmed = await ConfirmAsync(publisher, await HtmlAsync(
            await UploadAsync(publisher, "2018年高新技术企业名单.csv", HighTech("GR201842000601", 7))));
        var page = confirmed.Headers.Location!.ToString();

        Assert.Contains("取消入库", await publisher.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PoolSite.PostAsync(publisher, page, $"{page}/Cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PoolSite.PostAsync(publisher, page, $"{page}/Cancel")).StatusCode);
        Assert.Contains("重新办理", await publisher.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PoolSite.PostAsync(publisher, page, $"{page}/Retry")).StatusCode);
    }

    [Fact]
    public async Task Hostile_names_in_a_list_are_text_on_every_page()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var preview = await HtmlAsync(await UploadAsync(publisher, "2017年高新技术企业名单<img src=x>.csv", HighTech("GR201742000701", 8)));
        var page = await ConfirmAndReadAsync(publisher, preview);

        foreach (var html in new[] { preview, page, await publisher.GetStringAsync("/deliveries") })
        {
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        }

        Assert.Contains("&lt;script&gt;alert", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reviewer", "/deliveries", HttpStatusCode.OK)]
    [InlineData("reviewer", "/deliveries/new", HttpStatusCode.Forbidden)]
    [InlineData("bank-a", "/deliveries", HttpStatusCode.Forbidden)]
    [InlineData("bank-a", "/deliveries/new", HttpStatusCode.Forbidden)]
    [InlineData("analyst", "/deliveries", HttpStatusCode.Forbidden)]
    public async Task Only_the_office_sees_deliveries(string user, string page, HttpStatusCode expected)
    {
        using var client = await site.SignedInAsync(user);

        Assert.Equal(expected, (await client.GetAsync(page)).StatusCode);
    }

    [Theory]
    [InlineData("/deliveries?library=nonsense&state=x&at=-1")]
    [InlineData("/deliveries/00000000-0000-0000-0000-000000000000")]
    [InlineData("/deliveries/00000000-0000-0000-0000-000000000000/Progress?was=x")]
    [InlineData("/deliveries/00000000-0000-0000-0000-000000000000/Rejected")]
    [InlineData("/deliveries/none")]
    public async Task Odd_addresses_are_no_server_error(string address)
    {
        using var publisher = await site.SignedInAsync("publisher");

        Assert.InRange((int)(await publisher.GetAsync(address)).StatusCode, 200, 404);
    }

    /// <summary>Two good rows and one with neither name nor code.</summary>
    private static byte[] HighTech(string certificate, int firm)
    {
        var next = certificate[..^1] + (char)(certificate[^1] + 1);
        var third = certificate[..^1] + (char)(certificate[^1] + 2);
        return Encoding.UTF8.GetBytes(
            "序号,企业名称,统一社会信用代码,证书编号\n"
            + $"1,武汉市第{firm}号测试科技有限公司,{PoolSite.UsccOf(100 + firm)},{certificate}\n"
            + $"2,\"{Hostile}\",,{next}\n"
            + $"3,,,{third}\n");
    }

    /// <summary>One good row a firm; a firm keeps its certificate, and the field of some is told anew.</summary>
    private static byte[] Ledger(params int[] firms) => Encoding.UTF8.GetBytes(
        "序号,企业名称,统一社会信用代码,证书编号,技术领域\n"
        + string.Concat(firms.Select((firm, index) =>
            $"{index + 1},武汉市第{firm}号台账科技有限公司,{PoolSite.UsccOf(100 + firm)},GR2023420009{firm},{(firms.Length > 4 && firm % 2 == 0 ? "新材料" : "电子信息")}\n")));

    private static string Sheet(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(archive.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string name, byte[] bytes, Library? library = null)
    {
        var token = await PoolSite.TokenAsync(client, "/deliveries/new");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(library?.ToString() ?? ""), "Library" },
            { new ByteArrayContent(bytes), "Files", name },
        };
        return await client.PostAsync("/deliveries/new", form);
    }

    private static Task<HttpResponseMessage> ConfirmAsync(HttpClient client, string preview) =>
        PoolSite.PostAsync(client, "/deliveries/new", "/deliveries/new?handler=Confirm", ("Uploads", PoolSite.Hidden(preview, "Uploads")));

    private static Task<string> HtmlAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private async Task<string> ConfirmAndReadAsync(HttpClient client, string preview)
    {
        var confirmed = await ConfirmAsync(client, preview);
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        await FinishJobsAsync();
        return await client.GetStringAsync(confirmed.Headers.Location!.ToString());
    }

    /// <summary>Carries out by hand what the consumers would, so that a test does not wait for them.</summary>
    private async Task FinishJobsAsync()
    {
        var steps = site.Services.GetRequiredService<DeliverySteps>();
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        foreach (var job in await db.Jobs.AsNoTracking().OrderBy(job => job.CreatedAt).Select(job => job.Id).ToListAsync())
        {
            await steps.ReadAsync(job, CancellationToken.None);
            await steps.LinkAsync(job, CancellationToken.None);
            await db.Jobs.Where(one => one.Id == job && one.State == Storage.Jobs.JobState.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, Storage.Jobs.JobState.Done));
        }
    }

    private async Task<List<Delivery>> DeliveriesAsync(string fileName)
    {
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        return await db.Deliveries.AsNoTracking().Where(delivery => delivery.FileName == fileName).ToListAsync();
    }

    [GeneratedRegex("/deliveries/([0-9a-f-]{36})")]
    private static partial Regex DeliveryAddress();
}
