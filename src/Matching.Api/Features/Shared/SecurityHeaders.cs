namespace Matching.Api.Features.Shared;

/// <summary>Headers every answer carries. Nothing inline, nothing from elsewhere, no framing.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Marks an answer that other sites may show inside their pages: one on which nothing can be done.</summary>
    public static readonly object MayBeFramed = new();

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Set at the start of the answer, because the error page clears what was set before it.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            if (context.Items.ContainsKey(MayBeFramed))
            {
                headers.ContentSecurityPolicy = Policy.Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);
            }
            else
            {
                headers.ContentSecurityPolicy = Policy;
                headers.XFrameOptions = "DENY";
            }

            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (headers.ContentType.ToString() is var type
                && (type.StartsWith("text/html", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal)))
            {
                headers.CacheControl = "no-store";
                headers.Append("Vary", "HX-Request");
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
