using System.Text;
using Matching.Browser.Tests.Site;
using Microsoft.Playwright;

namespace Matching.Browser.Tests.Pages;

/// <summary>The pages of the product as each is first met, and some of their states.</summary>
/// <param name="Then">What is done on the page before it is looked at.</param>
/// <param name="IsRefusal">True when what is shown came with a status of 4xx, which the browser notes in its console.</param>
internal sealed record ShownPage(string User, Func<Places, string> Address, int Status = 200, Func<IPage, Task>? Then = null, bool IsRefusal = false);

internal static class PageList
{
    public static IReadOnlyDictionary<string, ShownPage> All { get; } = new Dictionary<string, ShownPage>
    {
        ["sign-in"] = new("", _ => "/sign-in"),
        ["firms"] = new("bank-a", _ => "/firms"),
        ["firms-found"] = new("bank-a", _ => "/firms?q=科技&library=high-tech-firms"),
        ["firms-none"] = new("bank-a", _ => "/firms?q=没有这样的企业名称"),
        ["firms-bad-query"] = new("bank-a", _ => "/firms?grade=99&pageSize=7"),
        ["firm"] = new("bank-a", places => places.Firm),
        ["firm-on-a-past-day"] = new("bank-a", places => $"{places.Firm}?asOf=2021-01-01"),
        ["firm-source-drawer"] = new("bank-a", places => places.Firm, Then: OpenDrawerAsync),
        ["source"] = new("bank-a", places => places.Source),
        ["lookups"] = new("bank-a", _ => "/lookups"),
        ["lookups-answered"] = new("bank-a", _ => "/lookups", Then: LookUpAsync),
        ["lookups-refused"] = new("bank-a", _ => "/lookups", Then: page => AskAsync(page, " "), IsRefusal: true),
        ["lending-preference"] = new("bank-a", _ => "/lending-preference"),
        ["firms-preferred"] = new("bank-a", _ => "/lending-preference", Then: PreferAsync),
        ["pools-bank"] = new("bank-a", _ => "/pools"),
        ["pools"] = new("publisher", _ => "/pools"),
        ["pool-new"] = new("publisher", _ => "/pools/new"),
        ["pool-draft"] = new("publisher", places => places.Pool),
        ["pool-draft-preview"] = new("publisher", places => $"{places.Pool}?rule=grade%3D5"),
        ["pool-version"] = new("bank-a", places => $"{places.Pool}/versions/1"),
        ["pool-diff"] = new("publisher", places => $"{places.Pool}/diff?from=1&to=2"),
        ["deliveries"] = new("publisher", _ => "/deliveries"),
        ["delivery"] = new("publisher", places => places.Delivery),
        ["supply"] = new("publisher", _ => "/deliveries/supply"),
        ["duty-new"] = new("publisher", _ => "/deliveries/supply/duty"),
        ["duty-refused"] = new("publisher", _ => "/deliveries/supply/duty?lists=2026", Then: RefusedDutyAsync, IsRefusal: true),
        ["delivery-new"] = new("publisher", _ => "/deliveries/new"),
        ["delivery-preview"] = new("publisher", _ => "/deliveries/new", Then: page => UploadAsync(page, "2025年高新技术企业名单.csv", List)),
        ["delivery-absent"] = new("publisher", _ => "/deliveries/new", Then: page => UploadAsync(page, "创业投资引导基金子基金投资项目台账（截至2026年12月31日）_2026-12-31.csv", Ventures)),
        ["delivery-refused"] = new("publisher", _ => "/deliveries/new", Then: page => UploadAsync(page, "会议通知.pdf", "%PDF-1.7\n1 0 obj"u8.ToArray()), IsRefusal: true),
        ["reviews"] = new("publisher", _ => "/reviews"),
        ["review"] = new("publisher", places => places.Review),
        ["review-compare"] = new("reviewer", _ => "/reviews/compare?left=F0000001&right=F0000002"),
        ["review-judgements"] = new("reviewer", _ => "/reviews/judgements"),
        ["review-quality"] = new("analyst", _ => "/reviews/quality"),
        ["models"] = new("analyst", _ => "/models"),
        ["card"] = new("reviewer", _ => "/models/cards/card-2026.1"),
        ["card-new"] = new("analyst", _ => "/models/cards/new"),
        ["training"] = new("analyst", _ => "/training"),
        ["training-refused"] = new("analyst", _ => "/training", Then: page => page.GetByRole(AriaRole.Button, new() { Name = "冻结训练集" }).ClickAsync()),
        ["training-compare"] = new("analyst", _ => "/training/compare"),
        ["training-drift"] = new("analyst", _ => "/training/drift"),
        ["keys"] = new("admin", _ => "/keys"),
        ["status"] = new("admin", _ => "/status"),
        ["forbidden"] = new("bank-a", _ => "/models", 403, IsRefusal: true),
        ["not-found"] = new("bank-a", _ => "/firms/F9999999", 404, IsRefusal: true),
        ["account-menu"] = new("publisher", _ => "/pools", Then: page => page.Locator("details.account summary").ClickAsync()),
    };

    private static async Task PreferAsync(IPage page)
    {
        await page.GetByLabel("新材料").SelectOptionAsync("Most");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.GotoAsync("/firms?sort=preference");
    }

    private static async Task RefusedDutyAsync(IPage page)
    {
        await page.GetByLabel("责任处室").FillAsync("高新处");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
    }

    private static readonly Lazy<byte[]> Lines = new(() => new UTF8Encoding(false).GetBytes(
        "2025年湖北省第一批高新技术企业名单\n序号,企业名称,证书编号,发证日期\n1,武汉市试看光电科技有限公司,GR202542007001,2025-11-20\n2,,GR202542007002,2025-11-20\n3,襄阳市试看新材料有限公司,GR2025,2025-11-20\n"));

    private static byte[] List => Lines.Value;

    /// <summary>A whole list that names one firm only: everybody else on the one before is missing.</summary>
    private static byte[] Ventures => Encoding.UTF8.GetBytes("企业名称,项目状态,子基金名称,融资轮次,其中：本基金投资金额（万元）,投资时间\n武汉市琅嬛光子芯片有限公司,在投,江城示范创业投资子基金,A轮,500,2026-05-06\n");

    private static async Task LookUpAsync(IPage page)
    {
        await page.GotoAsync("/firms?library=high-tech-firms");
        var names = await page.Locator(".hit-name").AllInnerTextsAsync();
        await page.GotoAsync("/lookups");
        var cut = names[1][..^4];
        await AskAsync(page, string.Join('\n', [.. names.Take(6), cut, names[2].Replace(names[2][3], '琊'), "没有这样的企业有限公司", "91420100MA00000000", "有限公司"]));
        await page.Locator("#answers-title").WaitForAsync();
    }

    private static async Task AskAsync(IPage page, string text)
    {
        await page.Locator("#Text").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).Last.ClickAsync();
    }

    private static async Task OpenDrawerAsync(IPage page)
    {
        await page.Locator("#evidence a.source").First.ClickAsync();
        await page.Locator("dialog[data-drawer][open]").WaitForAsync();
    }

    private static async Task UploadAsync(IPage page, string name, byte[] content)
    {
        await page.Locator("#Files").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并预览" }).ClickAsync();
        await page.Locator("main").GetByText(name).First.WaitForAsync();
    }
}
