using Matching.Api.Features.Shared;
using Matching.Storage.Preparing;
using Microsoft.AspNetCore.Mvc;

namespace Matching.Api.Features.Home;

/// <summary>Until the database has been prepared, answers everything but the health checks with 503 and when to come back.</summary>
/// <remarks>Written here and not by the error page, because that page and the sign-in check ask the database themselves.</remarks>
internal sealed class DatabaseGate(RequestDelegate next, DatabaseStart start)
{
    private const string Page = """
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>数据库暂时连接不上</title></head>
        <body><h1>数据库暂时连接不上</h1><p>系统正在自动重连，本页每 5 秒刷新一次。若长时间如此，请联系管理员检查数据库服务器。</p></body></html>
        """;

    public async Task InvokeAsync(HttpContext context)
    {
        if (start.IsReady || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "5";
        if (ApiRequests.IsApi(context))
        {
            await context.Response.WriteAsJsonAsync(
                new ProblemDetails { Status = 503, Type = "/problems/database-unavailable", Title = "数据库暂时连接不上，请稍后再试" },
                options: null,
                contentType: "application/problem+json",
                context.RequestAborted);
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Page, context.RequestAborted);
    }
}
