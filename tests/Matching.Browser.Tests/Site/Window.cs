using Microsoft.Playwright;

namespace Matching.Browser.Tests.Site;

/// <summary>One browser window with cookies of its own; keeps what the page complained of.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    internal Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add($"{message.Type}: {message.Text} ({page.Url})");
            }
        };
        page.PageError += (_, error) => complaints.Add($"script: {error} ({page.Url})");
    }

    public IPage Page { get; }

    /// <summary>Script errors, refusals by the content-security policy, failed requests.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
