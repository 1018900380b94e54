using System.Text;
using Microsoft.Playwright;

namespace Matching.Browser.Tests.Site;

/// <summary>A firm, a record, a delivery and pools for the tests to look at; the pools are made through the pages.</summary>
/// <param name="Firm">Address of the best firm.</param>
/// <param name="Source">Address of a record behind it.</param>
/// <param name="Delivery">Address of a list with rejected rows.</param>
/// <param name="Pool">Address of a pool with a published version and an open draft.</param>
/// <param name="Review">Address of an open question of the review queue.</param>
internal sealed record Places(string Firm, string Source, string Delivery, string Pool, string Review)
{
    public static async Task<Places> PrepareAsync(LoadedDemo demo)
    {
        await using var office = await demo.OpenAsync("publisher", script: false);
        var page = office.Page;
        await page.GotoAsync("/firms");
        var firm = await AddressAsync(page.Locator("a.hit-name").First);
        await page.GotoAsync(firm);
        var source = await AddressAsync(page.Locator("#evidence a.source").First);
        var delivery = await LoadAsync(page);
        await page.GotoAsync("/reviews");
        var review = await AddressAsync(page.Locator("#reviews-title ~ .table-wrap tbody th a").First);
        var pool = await MakePoolAsync(page, "科技贷备选库（测试）");
        await AddAsync(page, pool, "/firms?grade=1&grade=2&grade=3");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交复核" }).ClickAsync();
        await using (var second = await demo.OpenAsync("reviewer", script: false))
        {
            await second.Page.GotoAsync(pool);
            await second.Page.GetByRole(AriaRole.Button, new() { Name = "复核通过并发布" }).ClickAsync();
        }

        await page.GotoAsync(pool);
        await page.GetByRole(AriaRole.Button, new() { Name = "开新一版草稿" }).ClickAsync();
        await AddAsync(page, pool, "/firms?grade=4");
        return new Places(firm, source, delivery, pool, review);
    }

    /// <summary>Fills the form of a new pool.</summary>
    /// <returns>Address of the pool.</returns>
    public static async Task<string> MakePoolAsync(IPage page, string name)
    {
        await page.GotoAsync("/pools/new");
        await page.Locator("#Pool_Name").FillAsync(name);
        await page.Locator("#Pool_Purpose").FillAsync("供合作银行科技贷产品对接");
        await page.Locator("#Pool_Office").FillAsync("成果处");
        await page.Locator("#Pool_AnnouncementDays").FillAsync("0");
        await page.Locator("#Pool_ValidMonths").FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "建立并添加企业" }).ClickAsync();
        await page.Locator("#Rule").WaitForAsync();
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Adds all firms of a search to the open draft.</summary>
    public static async Task AddAsync(IPage page, string pool, string rule)
    {
        await page.GotoAsync(pool);
        await page.Locator("#Rule").FillAsync(rule);
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^加入这 ") }).ClickAsync();
        await page.Locator("#members-title").WaitForAsync();
    }

    private static async Task<string> LoadAsync(IPage page)
    {
        const string List = "2024年湖北省第四批高新技术企业名单\n序号,企业名称,证书编号,发证日期\n1,武汉市退看光电科技有限公司,GR202442007001,2024-11-20\n2,,GR202442007002,2024-11-20\n3,襄阳市退看新材料有限公司,GR2024,2024-11-20\n";
        await page.GotoAsync("/deliveries/new");
        await page.Locator("#Files").SetInputFilesAsync(new FilePayload { Name = "2024年第四批高新技术企业名单.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(List) });
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并预览" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认入库" }).First.ClickAsync();
        var address = new Uri(page.Url).AbsolutePath;
        for (var look = 0; look < 1500; look++)
        {
            if (await page.Locator("#firms-title ~ ul").IsVisibleAsync())
            {
                return address;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
            await page.GotoAsync(address);
        }

        throw new TimeoutException("the list was not loaded in time");
    }

    private static async Task<string> AddressAsync(ILocator link) =>
        await link.GetAttributeAsync("href") ?? throw new InvalidOperationException($"{link} has no address");
}
