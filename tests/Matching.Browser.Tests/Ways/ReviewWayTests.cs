using System.Text.RegularExpressions;
using Matching.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Matching.Browser.Tests.Ways;

/// <summary>Doubtful links are answered by single keys, and each answer can be undone by one.</summary>
[Collection(nameof(LoadedDemo))]
public sealed class ReviewWayTests(LoadedDemo demo)
{
    [BrowserFact]
    public async Task Keys_answer_skip_and_undo()
    {
        await using var office = await demo.OpenAsync("reviewer");
        var page = office.Page;
        await page.GotoAsync(demo.Places.Review);
        var name = await page.Locator("h1").InnerTextAsync();

        await page.Keyboard.PressAsync("4");
        await Expect(page).Not.ToHaveURLAsync(new Regex(Regex.Escape(demo.Places.Review) + "$"));

        await page.GotoAsync(demo.Places.Review);
        await page.Keyboard.PressAsync("3");
        await Expect(page.Locator(".notice.good")).ToContainTextAsync("不确定");
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator(".notice.good")).ToContainTextAsync("已撤销");
        await Expect(page.Locator("h1")).ToHaveTextAsync(name);

        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator(".notice.good")).ToContainTextAsync("不是同一家");
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator(".notice.good")).ToContainTextAsync("已撤销");
        await Expect(page.Locator("h1")).ToHaveTextAsync(name);
        Assert.Equal([], office.Complaints);
    }

    [BrowserFact]
    public async Task Keys_are_letters_while_typing_and_the_desk_works_without_script()
    {
        await using var office = await demo.OpenAsync("reviewer");
        await ToOpenQuestionAsync(office.Page);
        await office.Page.Locator("#judge-reason").FillAsync("");
        await office.Page.Locator("#judge-reason").PressSequentiallyAsync("41");
        await Expect(office.Page.Locator("#judge-reason")).ToHaveValueAsync("41");

        await using var plain = await demo.OpenAsync("reviewer", script: false);
        await ToOpenQuestionAsync(plain.Page);
        await plain.Page.Locator("[data-key='3']").ClickAsync();
        await Expect(plain.Page.Locator(".notice.good")).ToContainTextAsync("不确定");
        await plain.Page.GotoAsync("/reviews");
        await plain.Page.Locator("[data-key='u']").ClickAsync();
        await Expect(plain.Page.Locator(".notice.good")).ToContainTextAsync("已撤销");
    }

    /// <summary>An answer and its undoing are carried out behind the page, and may leave the question under a new number: the list names one that is open.</summary>
    private static async Task ToOpenQuestionAsync(IPage page)
    {
        for (var tries = 0; tries < 180; tries++)
        {
            await page.GotoAsync("/reviews");
            var begin = page.Locator("a.button.primary[href^='/reviews/']");
            if (await begin.CountAsync() > 0)
            {
                await page.GotoAsync((await begin.First.GetAttributeAsync("href"))!);
                if (await page.Locator("#judge-reason").CountAsync() > 0)
                {
                    return;
                }
            }

            await page.WaitForTimeoutAsync(500);
        }

        Assert.Fail("no question came up again");
    }
}
