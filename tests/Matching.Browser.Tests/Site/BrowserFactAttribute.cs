namespace Matching.Browser.Tests.Site;

/// <summary>A test that needs a browser; skipped, with the reason, where none is installed.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Reason;

    internal static string? Reason =>
        Chromium.Path is null ? "no chromium is installed (Debian: apt-get install chromium)"
        : !Axe.IsInstalled || !Scripts.AreInstalled ? "not installed: npm packages of the pages and of these tests (Debian: apt-get install npm, then build)"
        : null;
}

/// <summary>A table of cases that needs a browser.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserFactAttribute.Reason;
}

/// <summary>Scripts of the pages that npm restores at build.</summary>
internal static class Scripts
{
    public static bool AreInstalled => File.Exists(Path.Combine(Checkout.Root, "src", "Matching.Api", "wwwroot", "lib", "htmx.min.js"));
}
