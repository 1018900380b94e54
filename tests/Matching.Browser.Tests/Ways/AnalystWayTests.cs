using System.Text.RegularExpressions;
using Matching.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Matching.Browser.Tests.Ways;

/// <summary>The analyst's whole loop: freeze what banks reported, fit with a live curve, look at figures and shapes, propose; a second person confirms, firms are ranked by the model, and one step takes it back.</summary>
[Collection(nameof(LoadedDemo))]
public sealed class AnalystWayTests(LoadedDemo demo)
{
    [BrowserFact]
    public async Task A_model_is_fitted_put_live_by_two_and_taken_back()
    {
        await using var analyst = await demo.OpenAsync("analyst");
        var page = analyst.Page;
        await page.GotoAsync("/training");
        await page.GetByRole(AriaRole.Button, new() { Name = "冻结训练集" }).ClickAsync();
        await Expect(page.Locator("#sets-title ~ .table-wrap tbody tr")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "开始训练" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/training/runs/"));
        var done = page.Locator("main a[href^='/training/models/']").First;
        await done.WaitForAsync(new() { Timeout = 180_000 });
        var address = (await done.GetAttributeAsync("href"))!;
        await page.GotoAsync(address);
        var name = (await page.Locator("h1").InnerTextAsync()).Split(' ')[0];
        await Expect(page.Locator("h1 .tag")).ToHaveTextAsync("对照中");
        await Expect(page.Locator("#gate-title ~ .table-wrap .tag.bad")).ToHaveCountAsync(0);
        await Expect(page.Locator("canvas, svg").First).ToBeVisibleAsync();

        await page.GetByLabel("申请启用的理由").FillAsync("时间外好于积分卡");
        await page.GetByRole(AriaRole.Button, new() { Name = "申请启用" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("要由训练人和申请人以外的同事确认");

        await using var second = await demo.OpenAsync("reviewer");
        await second.Page.GotoAsync(address);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "确认启用" }).ClickAsync();
        await second.Page.GotoAsync("/training");
        await Expect(second.Page.Locator("#live-title")).ToContainTextAsync(name);
        await UntilAsync(page, demo.Places.Firm, "模型理由");

        await page.GotoAsync("/training");
        await page.GetByText("回退到上一个").ClickAsync();
        await page.GetByLabel("回退理由").FillAsync("试运行结束");
        await page.GetByRole(AriaRole.Button, new() { Name = "回退一步" }).ClickAsync();
        await Expect(page.Locator("#live-title")).ToHaveTextAsync("现在使用：积分卡");
        await Expect(page.Locator("#history-title ~ .table-wrap tbody tr")).ToHaveCountAsync(4);
        Assert.Equal([], analyst.Complaints.Concat(second.Complaints));
    }

    // firms are scored behind the page
    private static async Task UntilAsync(IPage page, string address, string text)
    {
        for (var look = 0; look < 300; look++)
        {
            await page.GotoAsync(address);
            if (await page.GetByText(text).CountAsync() > 0)
            {
                return;
            }

            await page.WaitForTimeoutAsync(500);
        }

        Assert.Fail($"{text} did not come up on {address}");
    }
}
