using Microsoft.Playwright;

namespace Matching.Browser.Tests.Site;

/// <summary>One running product and one browser for all tests; started only where a browser is installed.</summary>
public sealed class LoadedDemo : IAsyncLifetime
{
    /// <summary>Password of every demonstration account.</summary>
    public const string Password = "demo-matching";

    private const int LoadingPolls = 1500;

    private readonly Dictionary<string, string> signedIn = [];
    private DemoProcess? demo;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Uri Address => demo!.Address;

    /// <summary>Places in the loaded product that have a number in their address.</summary>
    internal Places Places { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Reason is not null)
        {
            return;
        }

        // Five seconds by default, which a page on a busy machine may need to come up at all.
        Assertions.SetDefaultExpectTimeout(90_000);
        demo = await DemoProcess.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
        foreach (var user in (string[])["publisher", "reviewer", "bank-a", "bank-b", "analyst", "admin"])
        {
            signedIn[user] = await SignInAsync(user);
        }

        await WaitForListsAsync();
        Places = await Places.PrepareAsync(this);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (demo is not null)
        {
            await demo.DisposeAsync();
        }
    }

    /// <summary>A window of its own, signed in unless <paramref name="user"/> is empty.</summary>
    public async Task<Window> OpenAsync(string user = "", int width = 1280, bool script = true, bool dark = false)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            StorageState = user.Length > 0 ? signedIn[user] : null,
            JavaScriptEnabled = script,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = "zh-CN",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(90_000);
        return new Window(context, await context.NewPageAsync());
    }

    private async Task<string> SignInAsync(string user)
    {
        await using var window = await OpenAsync();
        await window.Page.GotoAsync("/sign-in");
        await window.Page.Locator("#UserName").FillAsync(user);
        await window.Page.Locator("#Password").FillAsync(Password);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await window.Page.Locator("nav.menu").WaitForAsync();
        return await window.Page.Context.StorageStateAsync();
    }

    // the demonstration loads its lists after it has begun to answer
    private async Task WaitForListsAsync()
    {
        await using var office = await OpenAsync("admin");
        for (var poll = 0; poll < LoadingPolls; poll++)
        {
            await office.Page.GotoAsync("/firms");
            var scored = await office.Page.Locator(".hit-table .grade").CountAsync();
            await office.Page.GotoAsync("/deliveries");
            var waiting = await office.Page.Locator("tbody tr").Filter(new() { HasTextRegex = new("已接收|入库中") }).CountAsync();
            if (scored > 0 && waiting == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        throw new TimeoutException("the sample lists were not loaded in time");
    }
}

/// <summary>Tests of this collection share one running product.</summary>
[CollectionDefinition(nameof(LoadedDemo))]
public sealed class LoadedDemoCollection : ICollectionFixture<LoadedDemo>;
