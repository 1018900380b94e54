namespace Matching.Api.Features.Shared;

/// <summary>Tells who is asking: a program, a whole page, or htmx wanting a part of one.</summary>
public static class ApiRequests
{
    public static bool IsApi(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            || context.Request.Path.StartsWithSegments("/reconcile", StringComparison.Ordinal)
            || context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);
    }

    /// <summary>True when htmx asks for a part of a page; going back in history asks for the whole.</summary>
    public static bool IsFragment(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Headers.ContainsKey("HX-Request")
            && !context.Request.Headers.ContainsKey("HX-History-Restore-Request");
    }
}
