using Matching.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Matching.Browser.Tests.Ways;

[Collection(nameof(LoadedDemo))]
public sealed class SignInTests(LoadedDemo demo)
{
    [BrowserFact]
    public async Task Wrong_password_is_refused_in_words()
    {
        await using var window = await demo.OpenAsync();
        await window.Page.GotoAsync("/firms");
        await window.Page.Locator("#UserName").FillAsync("bank-a");
        await window.Page.Locator("#Password").FillAsync("wrong");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("账号或密码不对");
    }

    [BrowserFact]
    public async Task Keyboard_alone_signs_in_searches_and_opens_a_firm()
    {
        await using var window = await demo.OpenAsync();
        var page = window.Page;
        await page.GotoAsync("/firms");
        await TabToAsync(page, "#UserName");
        await page.Keyboard.TypeAsync("bank-a");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(LoadedDemo.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#quick").WaitForAsync();
        await TabToAsync(page, "#quick");
        await page.Keyboard.TypeAsync("科技");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=%E7%A7%91%E6%8A%80"));
        await TabToAsync(page, "a.hit-name");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".firm-head h1")).ToBeVisibleAsync();
    }

    // every stop on the way shows where the focus is
    private static async Task TabToAsync(IPage page, string target)
    {
        for (var step = 0; step < 200; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var isVisible = await page.EvaluateAsync<bool>(
                "() => { const style = getComputedStyle(document.activeElement); return document.activeElement === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }");
            Assert.True(isVisible, $"no visible focus on {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)")}");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", target))
            {
                return;
            }
        }

        Assert.Fail($"Tab never reached {target}");
    }
}
