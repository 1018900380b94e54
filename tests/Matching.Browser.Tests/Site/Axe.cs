using System.Text.Json;
using Microsoft.Playwright;

namespace Matching.Browser.Tests.Site;

/// <summary>axe-core over a page: rules of WCAG 2.0 to 2.2, levels A and AA.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
          const found = await axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } });
          return JSON.stringify({
            passes: found.passes.length,
            violations: found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} — ${node.failureSummary}`)),
          });
        }
        """;

    private static readonly string Script = Path.Combine(Checkout.Root, "tests", "Matching.Browser.Tests", "node_modules", "axe-core", "axe.min.js");

    public static bool IsInstalled => File.Exists(Script);

    /// <returns>Each element that breaks a rule; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        // evaluated, not added as a script element: the content-security policy of the pages stays as it is
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        using var found = JsonDocument.Parse(await page.EvaluateAsync<string>(Run));
        Assert.True(found.RootElement.GetProperty("passes").GetInt32() > 5, "axe looked at next to nothing");
        return [.. found.RootElement.GetProperty("violations").EnumerateArray().Select(violation => violation.GetString()!)];
    }
}
