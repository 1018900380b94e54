using System.Text;
using Matching.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Matching.Browser.Tests.Ways;

/// <summary>成果处: load a list, build a pool, have a second person confirm it; analysts: score anew.</summary>
[Collection(nameof(LoadedDemo))]
public sealed class OfficeWayTests(LoadedDemo demo)
{
    [BrowserFact]
    public async Task A_list_is_looked_at_loaded_and_its_firm_found()
    {
        await using var office = await demo.OpenAsync("publisher");
        var page = office.Page;
        await UploadAsync(page, "2025年第三批高新技术企业名单.csv", "序号,企业名称,证书编号,发证日期\n1,武汉市琅嬛光子芯片有限公司,GR202542008001,2025-11-20\n2,,GR202542008002,2025-11-20\n");
        await Expect(page.Locator("main")).ToContainTextAsync("高新技术企业库（自动识别）");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认入库" }).First.ClickAsync();
        await Expect(page.Locator("h1 .tag")).ToHaveTextAsync("已入库", new() { Timeout = 180_000 });
        await Expect(page.Locator("main")).ToContainTextAsync("账目相符");
        await Expect(page.Locator("#progress")).ToHaveCountAsync(1);
        await WaitForFirmAsync(page, "琅嬛光子");
        Assert.Equal([], office.Complaints);
    }

    [BrowserFact]
    public async Task A_file_that_is_no_list_is_refused_in_words_and_nothing_is_loaded()
    {
        await using var office = await demo.OpenAsync("publisher");
        var page = office.Page;
        await UploadAsync(page, "说明.docx", "PK\u0003\u0004 not a workbook");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("说明.docx");
        await page.GotoAsync("/deliveries");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("说明.docx");
    }

    [BrowserFact]
    public async Task A_pool_needs_a_second_person_and_then_banks_see_it()
    {
        await using var office = await demo.OpenAsync("publisher");
        var pool = await Places.MakePoolAsync(office.Page, "研发贷备选库（两人办理）");
        await Places.AddAsync(office.Page, pool, "/firms?grade=1");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "提交复核" }).ClickAsync();
        await Expect(office.Page.Locator("main")).ToContainTextAsync("须由另一位同事复核");

        await using var bank = await demo.OpenAsync("bank-b");
        await bank.Page.GotoAsync("/pools");
        await Expect(bank.Page.Locator("main")).Not.ToContainTextAsync("研发贷备选库");

        await using var second = await demo.OpenAsync("reviewer");
        await second.Page.GotoAsync(pool);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "复核通过并发布" }).ClickAsync();
        await Expect(second.Page.Locator("table .tag").First).ToHaveTextAsync("已发布");

        await bank.Page.ReloadAsync();
        await Expect(bank.Page.Locator("main")).ToContainTextAsync("研发贷备选库");
        Assert.Equal([], office.Complaints.Concat(second.Complaints).Concat(bank.Complaints));
    }

    [BrowserFact]
    public async Task Analyst_has_all_firms_scored_anew_and_sees_it_end_without_reloading()
    {
        await using var analyst = await demo.OpenAsync("analyst");
        var page = analyst.Page;
        await page.GotoAsync("/models");
        await page.GetByRole(AriaRole.Button, new() { Name = "重新计算全部企业" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("重新计算");
        await Expect(page.Locator("#runs-title ~ .table-wrap tbody tr").First).ToContainTextAsync("完成", new() { Timeout = 180_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "重新计算全部企业" })).ToBeVisibleAsync();
        Assert.Equal([], analyst.Complaints);
    }

    [BrowserFact]
    public async Task A_card_is_changed_with_sums_that_follow_and_waits_for_a_second_person()
    {
        await using var analyst = await demo.OpenAsync("analyst");
        var page = analyst.Page;
        await page.GotoAsync("/models");
        await page.GetByRole(AriaRole.Link, new() { Name = "新建版本" }).ClickAsync();
        var sum = page.Locator("output[data-stage='0']");
        await Expect(sum).ToHaveTextAsync("100");
        await page.GetByLabel("获得投资轮次，初创期 满分").FillAsync("5.5");
        await Expect(sum).ToHaveTextAsync("101.5");
        await page.GetByLabel("版本名").FillAsync("card-2026.b");
        await page.GetByLabel("改了什么、为什么改").FillAsync("初创期多看投资轮次");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存新版本" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("初创期合计“101.5”");
        await page.GetByLabel("连续入库科技型中小企业年数，初创期 满分").FillAsync("2.5");
        await Expect(sum).ToHaveTextAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存新版本" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("card-2026.b");
        await Expect(page.Locator("main")).ToContainTextAsync("要由建立人以外的同事启用");

        await using var second = await demo.OpenAsync("reviewer");
        await second.Page.GotoAsync("/models/cards/card-2026.b");
        await Expect(second.Page.Locator("#changes-title ~ .table-wrap tbody tr")).ToHaveCountAsync(2);
        await Expect(second.Page.GetByRole(AriaRole.Button, new() { Name = "启用", Exact = true })).ToBeVisibleAsync();
        Assert.Equal([], analyst.Complaints.Where(complaint => !complaint.Contains("422", StringComparison.Ordinal)).Concat(second.Complaints));
    }

    private static async Task UploadAsync(IPage page, string name, string content)
    {
        await page.GotoAsync("/deliveries/new");
        await page.Locator("#Files").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并预览" }).ClickAsync();
        await page.Locator("main").GetByText(name).First.WaitForAsync();
    }

    // the index follows the load a moment later
    private static async Task WaitForFirmAsync(IPage page, string name)
    {
        for (var look = 0; look < 60; look++)
        {
            await page.GotoAsync($"/firms?q={Uri.EscapeDataString(name)}");
            if (await page.Locator("a.hit-name").CountAsync() == 1)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        Assert.Fail($"{name} was not found after its list was loaded");
    }
}
