using System.Diagnostics;
using Matching.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Home;

/// <summary>What went wrong, what to do now, and the trace id to quote.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }

    public string Heading { get; private set; } = "";

    public string Advice { get; private set; } = "";

    public string TraceId { get; private set; } = "";

    public void OnGet([FromRoute] int? status) => Show(status);

    public void OnPost([FromRoute] int? status) => Show(status);

    private void Show(int? status)
    {
        // Whoever opens the address by hand, or writes nonsense into it, has found no page; nothing failed.
        var hasFailed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null || HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        Status = !hasFailed && (status is null or >= 500) ? StatusCodes.Status404NotFound
            : status ?? (Response.StatusCode >= 400 ? Response.StatusCode : StatusCodes.Status500InternalServerError);
        TraceId = Activity.Current?.TraceId.ToHexString() ?? HttpContext.TraceIdentifier;
        (Heading, Advice) = Status switch
        {
            400 => ("请求无法识别", "请从菜单重新进入，或检查地址是否完整。表单停留太久也会这样，重新打开页面再提交即可。"),
            403 => ("当前账号没有此权限", "请换用有权限的账号登录，或联系管理员开通。"),
            404 => ("没有找到这个页面", "请检查地址，或用上方搜索框查找企业。"),
            405 => ("此地址不支持该操作", "请从菜单重新进入。"),
            413 => ("上传的文件过大", "请拆分名单，或另存为 csv 后再试。"),
            503 => ("检索索引正在准备", "企业名单正在载入索引，请稍候刷新本页。"),
            >= 500 => ("系统出错", "刚才的操作没有完成。请稍后再试；若再次出现，请把下面的追踪号告诉管理员。"),
            _ => ("请求未被接受", "请从菜单重新进入。"),
        };
        if (HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is SearchIndexUnavailableException unavailable)
        {
            Response.Headers.RetryAfter = ((int)Math.Ceiling(unavailable.RetryAfter.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (Response.StatusCode < 400)
        {
            Response.StatusCode = Status is >= 400 and < 600 ? Status : StatusCodes.Status404NotFound;
        }
    }
}
