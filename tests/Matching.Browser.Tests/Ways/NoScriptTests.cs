using System.Text;
using Matching.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Matching.Browser.Tests.Ways;

/// <summary>The same product with scripts off: forms and links do everything.</summary>
[Collection(nameof(LoadedDemo))]
public sealed class NoScriptTests(LoadedDemo demo)
{
    [BrowserFact]
    public async Task Search_narrow_open_and_look_at_the_source()
    {
        await using var bank = await demo.OpenAsync("bank-a", script: false);
        var page = bank.Page;
        await page.GotoAsync("/firms");
        await page.Locator("#quick").FillAsync("科技");
        await page.GetByRole(AriaRole.Button, new() { Name = "查找" }).ClickAsync();
        var all = await page.Locator("p.total strong").InnerTextAsync();
        await page.Locator("#facet-library input[type=checkbox]").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "应用筛选" }).ClickAsync();
        await Expect(page.Locator("p.total strong")).Not.ToHaveTextAsync(all);
        await Expect(page.Locator("p.total")).ToContainTextAsync("科技");
        await page.Locator("a.hit-name").First.ClickAsync();
        await page.Locator("#evidence a.source").First.ClickAsync();
        await Expect(page.Locator("main table").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Upload_and_recompute_work_by_plain_forms()
    {
        await using var admin = await demo.OpenAsync("admin", script: false);
        var page = admin.Page;
        await page.GotoAsync("/deliveries/new");
        await page.Locator("#Files").SetInputFilesAsync(new FilePayload
        {
            Name = "2025年第四批高新技术企业名单.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("序号,企业名称,证书编号,发证日期\n1,宜昌市无脚本精密仪器有限公司,GR202542008101,2025-11-20\n"),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并预览" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认入库" }).First.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("2025年第四批高新技术企业名单.csv");
        await page.GotoAsync("/models");
        await page.GetByRole(AriaRole.Button, new() { Name = "重新计算全部企业" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("重新计算");
    }

    [BrowserFact]
    public async Task Choice_of_dark_is_kept()
    {
        await using var bank = await demo.OpenAsync("bank-b", script: false);
        var page = bank.Page;
        await page.GotoAsync("/pools");
        await page.Locator("details.account summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "深色" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(demo.Address, "/pools").ToString());
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }
}
