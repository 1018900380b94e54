using System.Data.Common;
using System.Diagnostics;
using Matching.Search;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Features.Shared;

/// <summary>Failures as <c>application/problem+json</c>: a stable <c>type</c>, a Chinese title, the numbers a client needs as extensions.</summary>
public static class Problems
{
    /// <param name="type">Stable path such as <c>pool/same-person</c>.</param>
    public static ProblemHttpResult Conflict(string type, string title, params (string Name, object? Value)[] extensions) =>
        Of(StatusCodes.Status409Conflict, type, title, extensions);

    public static ProblemHttpResult BadRequest(string type, string title, params (string Name, object? Value)[] extensions) =>
        Of(StatusCodes.Status400BadRequest, type, title, extensions);

    public static ProblemHttpResult NotFound(string type, string title, params (string Name, object? Value)[] extensions) =>
        Of(StatusCodes.Status404NotFound, type, title, extensions);

    /// <summary>What was sent can be read but not used.</summary>
    public static ProblemHttpResult Unprocessable(string type, string title, params (string Name, object? Value)[] extensions) =>
        Of(StatusCodes.Status422UnprocessableEntity, type, title, extensions);

    private static ProblemHttpResult Of(int status, string type, string title, (string Name, object? Value)[] extensions) =>
        TypedResults.Problem(
            statusCode: status,
            type: $"/problems/{type}",
            title: title,
            extensions: extensions.ToDictionary(extension => extension.Name, extension => extension.Value));

    /// <summary>Status an exception means: what the client sent was unreadable, index or database cannot answer now, or a bug.</summary>
    internal static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        SearchIndexUnavailableException or DbException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Gives problems that the framework makes their stable type, Chinese title and trace id.</summary>
    internal static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var (type, title) = Describe(problem.Status ?? context.HttpContext.Response.StatusCode);
        if (problem.Type is null || !problem.Type.StartsWith("/problems/", StringComparison.Ordinal))
        {
            problem.Type = $"/problems/{type}";
            problem.Title = title;
        }

        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is SearchIndexUnavailableException unavailable)
        {
            var seconds = (int)Math.Ceiling(unavailable.RetryAfter.TotalSeconds);
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            problem.Extensions["retryAfterSeconds"] = seconds;
        }

        problem.Extensions["traceId"] = Activity.Current?.Id ?? context.HttpContext.TraceIdentifier;
    }

    /// <returns>Stable type and Chinese title of a status.</returns>
    internal static (string Type, string Title) Describe(int status) => status switch
    {
        400 => ("bad-request", "请求无法识别"),
        401 => ("sign-in-required", "请先登录"),
        403 => ("forbidden", "当前账号没有此权限"),
        404 => ("not-found", "没有找到"),
        405 => ("method-not-allowed", "此地址不支持该操作"),
        413 => ("too-large", "上传内容过大"),
        415 => ("unsupported-media-type", "内容类型不支持"),
        429 => ("too-many-requests", "请求过于频繁，请稍后再试"),
        503 => ("index-unavailable", "检索索引正在准备，请稍后再试"),
        >= 500 => ("unexpected", "系统出错，请把追踪号告诉管理员"),
        _ => ("request-refused", "请求未被接受"),
    };
}
