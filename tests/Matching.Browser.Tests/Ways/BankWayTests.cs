using System.Text.RegularExpressions;
using Matching.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Matching.Browser.Tests.Ways;

/// <summary>A bank officer: narrow a search, open a firm, ask why, take the list.</summary>
[Collection(nameof(LoadedDemo))]
public sealed partial class BankWayTests(LoadedDemo demo)
{
    [BrowserFact]
    public async Task Ticking_a_facet_narrows_the_list_and_the_address_keeps_it()
    {
        await using var bank = await demo.OpenAsync("bank-a");
        var page = bank.Page;
        await page.GotoAsync("/firms");
        var all = await TotalAsync(page);
        await page.Locator("#facet-library input[type=checkbox]").First.CheckAsync();
        await Expect(page).ToHaveURLAsync(LibraryInAddress());
        await Expect(page.Locator("p.total strong")).Not.ToHaveTextAsync(all);

        var narrowed = await TotalAsync(page);
        await page.ReloadAsync();
        Assert.Equal(narrowed, await TotalAsync(page));
        await page.GoBackAsync();
        await Expect(page.Locator("p.total strong")).ToHaveTextAsync(all);
        Assert.Equal([], bank.Complaints);
    }

    [BrowserFact]
    public async Task Suggestions_lead_to_the_firm_by_keyboard()
    {
        await using var bank = await demo.OpenAsync("bank-a");
        var page = bank.Page;
        await page.GotoAsync(demo.Places.Firm);
        var name = (await page.Locator(".firm-head h1").InnerTextAsync()).Trim().Split('\n')[0].Trim();
        await page.GotoAsync("/pools");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#quick")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name[..6]);
        await page.Locator("#suggestions [role=option]").First.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#suggestions [aria-selected=true]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".firm-head h1")).ToContainTextAsync(name[..4]);
        Assert.Equal([], bank.Complaints);
    }

    [BrowserFact]
    public async Task A_reason_leads_to_its_record_and_the_cell_it_came_from()
    {
        await using var bank = await demo.OpenAsync("bank-a");
        var page = bank.Page;
        await page.GotoAsync(demo.Places.Firm);
        await page.Locator(".chart svg").WaitForAsync();
        await page.Locator(".reason-table details summary").First.ClickAsync();
        await page.Locator(".reason-table details[open] a.source").First.ClickAsync();
        var drawer = page.Locator("dialog[data-drawer][open]");
        await drawer.WaitForAsync();
        await Expect(drawer).ToContainTextAsync("来源记录");
        await Expect(drawer.Locator("table").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToHaveCountAsync(0);
        Assert.Equal([], bank.Complaints);
    }

    [BrowserFact]
    public async Task Search_is_taken_home_as_a_workbook()
    {
        await using var bank = await demo.OpenAsync("bank-a");
        await bank.Page.GotoAsync("/firms?grade=1&grade=2");
        var download = await bank.Page.RunAndWaitForDownloadAsync(() => bank.Page.GetByText("导出 xlsx").ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        await using var content = File.OpenRead(await download.PathAsync());
        Assert.Equal((byte)'P', content.ReadByte());
    }

    [BrowserFact]
    public async Task Bank_sees_the_published_version_and_neither_drafts_nor_the_office()
    {
        await using var bank = await demo.OpenAsync("bank-a");
        var page = bank.Page;
        await page.GotoAsync("/pools");
        await page.GetByText("科技贷备选库（测试）").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("第 1 版");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("第 2 版");
        Assert.Equal(404, (await page.GotoAsync($"{demo.Places.Pool}/versions/2"))!.Status);
        Assert.Equal(403, (await page.GotoAsync("/deliveries"))!.Status);
        await Expect(page.Locator("nav.menu")).Not.ToContainTextAsync("名单入库");
    }

    private static Task<string> TotalAsync(IPage page) => page.Locator("p.total strong").InnerTextAsync();

    [GeneratedRegex("library=")]
    private static partial Regex LibraryInAddress();
}
