using Matching.Api.Features.Keys;

namespace Matching.Api.Features.Reconcile;

/// <summary>Takes key and version out of the addresses of the reconciliation service: <c>/reconcile[/k/KEY][/v1]/…</c> is answered as <c>/reconcile/…</c>.</summary>
/// <remarks>OpenRefine knows a service by one address and sends no header of ours, so the key may stand in it. Every answer may be read by pages of other sites, as the protocol asks; none of them gets a cookie along.</remarks>
internal static class ReconcileAddress
{
    public const string Root = "/reconcile";

    private const string KeyPart = "/k";
    private const string DraftPart = "/v1";

    private static readonly object Prefix = new();
    private static readonly object Draft = new();

    public static IApplicationBuilder UseReconcileAddress(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal, out var rest))
        {
            await next(context);
            return;
        }

        var prefix = Root;
        if (rest.StartsWithSegments(KeyPart, StringComparison.Ordinal, out var afterKey) && afterKey.Value is { Length: > 1 } value)
        {
            var key = value[1..].Split('/')[0];
            context.Items[KeySignIn.FromAddress] = key;
            prefix += $"{KeyPart}/{key}";
            rest = new PathString(value[(key.Length + 1)..]);
        }

        if (rest.StartsWithSegments(DraftPart, StringComparison.Ordinal, out var afterVersion))
        {
            context.Items[Draft] = Draft;
            prefix += DraftPart;
            rest = afterVersion;
        }

        context.Items[Prefix] = prefix;
        context.Request.Path = Root + rest.Value?.TrimEnd('/');
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
            headers.AccessControlAllowHeaders = $"Authorization, Content-Type, Accept-Language, {KeySignIn.Header}";
            headers.AccessControlMaxAge = "600";
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        // The page for failures clears headers that were set before it.
        context.Response.OnStarting(() =>
        {
            headers.AccessControlAllowOrigin = "*";
            return Task.CompletedTask;
        });
        await next(context);
    });

    /// <summary>True when version 1.0-draft of the protocol is asked for.</summary>
    public static bool IsDraft(HttpContext context) => context.Items.ContainsKey(Draft);

    public static bool HoldsKey(HttpContext context) => context.Items.ContainsKey(KeySignIn.FromAddress);

    public static string OriginOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";

    /// <summary>The address the service is known by to whoever asks, key and version included.</summary>
    public static string ServiceOf(HttpContext context) => OriginOf(context) + (context.Items[Prefix] as string ?? Root);
}
