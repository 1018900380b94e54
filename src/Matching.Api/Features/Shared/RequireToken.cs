using Matching.Api.Features.Keys;
using Microsoft.AspNetCore.Antiforgery;

namespace Matching.Api.Features.Shared;

/// <summary>Keeps other sites from acting with a user's cookie: an address of the API that changes something wants the token of <c>/api/antiforgery</c> in a header.</summary>
public static class RequireToken
{
    public static RouteHandlerBuilder RequireAntiforgery(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        if (KeyScopes.IsKey(context.HttpContext))
        {
            // No other site can make a browser send a key.
            return await next(context);
        }

        try
        {
            await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context.HttpContext);
        }
        catch (AntiforgeryValidationException)
        {
            return Problems.BadRequest("antiforgery", "缺少防伪令牌：先取 /api/antiforgery，再把令牌放入所说的请求头");
        }

        return await next(context);
    });

    /// <summary>Where a program fetches the token that goes with its cookie.</summary>
    public static void MapAntiforgery(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/antiforgery", (HttpContext http, IAntiforgery antiforgery) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(http);
            return TypedResults.Ok(new { header = tokens.HeaderName, token = tokens.RequestToken });
        }).WithTags("登录").WithSummary("防伪令牌：改动数据的请求须在请求头中带上");
}
