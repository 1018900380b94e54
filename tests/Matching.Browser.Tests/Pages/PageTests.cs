using Matching.Browser.Tests.Site;
using Microsoft.Playwright;

namespace Matching.Browser.Tests.Pages;

/// <summary>Every page, wide and narrow, light and dark: no accessibility violation, no sideways scrolling, nothing in the console; a picture of each for people to look at.</summary>
[Collection(nameof(LoadedDemo))]
public sealed class PageTests(LoadedDemo demo)
{
    private const int ChartPatience = 90_000;

    public static TheoryData<string, int, bool> Cases()
    {
        var cases = new TheoryData<string, int, bool>();
        foreach (var page in PageList.All.Keys)
        {
            foreach (var width in (int[])[1280, 390])
            {
                cases.Add(page, width, false);
                cases.Add(page, width, true);
            }
        }

        return cases;
    }

    [BrowserTheory]
    [MemberData(nameof(Cases))]
    public async Task Page_is_accessible_fits_and_says_nothing_to_the_console(string name, int width, bool dark)
    {
        var shown = PageList.All[name];
        await using var window = await demo.OpenAsync(shown.User, width, dark: dark);
        var page = window.Page;
        var answer = await page.GotoAsync(shown.Address(demo.Places));
        Assert.Equal(shown.Status, answer!.Status);
        if (shown.Then is { } then)
        {
            await then(page);
        }

        foreach (var chart in await page.Locator("[data-chart]").AllAsync())
        {
            await chart.Locator("svg").WaitForAsync(new() { Timeout = ChartPatience });
        }

        await page.ScreenshotAsync(new() { Path = Path.Combine(Checkout.Screenshots, $"{name}-{width}-{(dark ? "dark" : "light")}.png"), FullPage = true });

        Assert.Equal([], await Axe.ViolationsAsync(page));
        var (needed, given) = (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("() => document.documentElement.clientWidth"));
        Assert.True(needed <= given, $"{needed} px wide in a window of {given}: {await WidestAsync(page)}");
        Assert.Equal("zh-CN", await page.GetAttributeAsync("html", "lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.NotEqual("", (await page.TitleAsync()).Replace("· 科技金融库融通", "", StringComparison.Ordinal).Trim());

        Assert.Equal(0, await page.Locator("form[method=post]:not(:has(input[name=__RequestVerificationToken]))").CountAsync());

        // a refused address is what some pages are about; the browser reports it as a failed resource
        Assert.Equal([], window.Complaints.Where(complaint => !shown.IsRefusal || !complaint.Contains("Failed to load resource", StringComparison.Ordinal)));
    }

    private static Task<string> WidestAsync(IPage page) => page.EvaluateAsync<string>("""
        () => [...document.querySelectorAll('body *')]
          .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .slice(0, 5).map((element) => element.outerHTML.slice(0, 120)).join(' | ')
        """);
}
