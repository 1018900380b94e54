using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage;
using Matching.Storage.Jobs;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Matching.Api.Features.Deliveries;

/// <summary>Handing lists over for programs, in the two steps of the page: upload and look, then confirm.</summary>
public static class DeliveriesEndpoints
{
    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var most = UploadSize.MostOf(routes.ServiceProvider.GetRequiredService<IOptions<StorageOptions>>().Value);
        var deliveries = routes.MapGroup("/api/deliveries").WithTags("名单入库").RequireAuthorization(Policies.Publisher);
        deliveries.MapPost("/", LookAsync).RequireAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(most))
            .AddOpenApiOperationTransformer(DescribeForm)
            .WithSummary("上传一份名单并预览，尚不入库：file 为文件；library 为库代码，不填则自动识别；publishedOn 为公开日，形如 2025-03-20");
        deliveries.MapPost("/{upload}/confirm", ConfirmAsync).RequireAntiforgery()
            .WithSummary("确认入库；upload 取自预览，两小时内有效，只有上传人能确认");
        deliveries.MapPost("/{upload}/discard", DiscardAsync).RequireAntiforgery()
            .WithSummary("放弃一份预览过的名单，不留任何内容");
        routes.MapGet("/api/deliveries/{id:guid}", FindAsync).WithTags("名单入库").RequireAuthorization(Policies.Reviewer)
            .WithSummary("一份名单的进度、各行结果的账目和说明");
    }

    /// <summary>Written down and not demanded of the router, which would answer a stranger what the form must be before asking who it is.</summary>
    private static Task DescribeForm(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "file" },
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                            ["library"] = new OpenApiSchema { Type = JsonSchemaType.String },
                            ["publishedOn"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
                        },
                    },
                },
            },
        };
        return Task.CompletedTask;
    }

    private static async Task<Results<Ok<UploadView>, ProblemHttpResult>> LookAsync(
        HttpRequest request, ClaimsPrincipal user, PendingUploads pending, UploadList uploads, IOptions<StorageOptions> storage, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return Problems.BadRequest("deliveries/no-form", "名单须以 multipart/form-data 上传，文件放在 file 字段");
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = UploadSize.MostOf(storage.Value) }, cancellationToken);
        }
        catch (InvalidDataException broken)
        {
            return BrokenForm(broken.Message);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            return BrokenForm(broken.Message);
        }

        if (form.Files is not [var file])
        {
            return Problems.BadRequest("deliveries/one-file", "一次上传一个文件，放在 file 字段", ("files", form.Files.Count));
        }

        Library? library = null;
        if (form["library"].ToString() is { Length: > 0 } code)
        {
            if (!LibraryCatalog.TryFind(code, out var info))
            {
                return Problems.BadRequest("deliveries/bad-library", "没有这个库", ("library", code), ("libraries", LibraryCatalog.All.Select(one => one.Code)));
            }

            library = info.Library;
        }

        DateOnly? publishedOn = null;
        if (form["publishedOn"].ToString() is { Length: > 0 } day)
        {
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            {
                return Problems.BadRequest("deliveries/bad-day", "公开日形如 2025-03-20", ("publishedOn", day));
            }

            publishedOn = parsed;
        }

        await using var content = file.OpenReadStream();
        switch (await uploads.LookAsync(new(content, file.Length, file.FileName, library, publishedOn), CurrentUser.From(user), cancellationToken))
        {
            case LookResult.Looked looked:
                return TypedResults.Ok(UploadView.From(looked));
            case LookResult.Unexplained { Unmapped: var unmapped } unexplained:
                // A person says on the page what headers mean; a program is told which ones were not understood.
                pending.Forget(unexplained.Upload);
                return Problems.Unprocessable("deliveries/columns-unclear", unmapped.Message, ("fileName", file.FileName), ("headers", unmapped.Headers));
            case LookResult.Refused refused:
                return Problems.Unprocessable($"deliveries/{refused.Code}", refused.Message, ("fileName", file.FileName));
            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    private static async Task<Results<Accepted<DeliveryView>, ProblemHttpResult>> ConfirmAsync(
        string upload, ClaimsPrincipal principal, PendingUploads pending, UploadList uploads, MatchingDbContext db, ImportJobs jobs, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(principal);
        if (await pending.FindAsync(upload, user.UserName, cancellationToken) is not { } found)
        {
            return Gone(upload);
        }

        switch (await uploads.ConfirmAsync(found, user, cancellationToken))
        {
            case ReceiveResult.Accepted accepted:
                var delivery = await db.Deliveries.AsNoTracking().SingleAsync(one => one.Id == accepted.DeliveryId, cancellationToken);
                return TypedResults.Accepted($"/api/deliveries/{accepted.DeliveryId}", DeliveryView.From(delivery, await jobs.FindAsync(accepted.JobId, cancellationToken)));
            case ReceiveResult.AlreadyKnown known:
                return Problems.Conflict("deliveries/already-known", "同一份文件已经入库，没有重复入库", ("delivery", known.DeliveryId), ("receivedAt", known.ReceivedAt));
            case ReceiveResult.Refused refused:
                return Problems.Unprocessable($"deliveries/{refused.Code}", refused.Message, ("fileName", found.FileName));
            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(
        string upload, ClaimsPrincipal principal, PendingUploads pending, CancellationToken cancellationToken)
    {
        if (await pending.FindAsync(upload, CurrentUser.From(principal).UserName, cancellationToken) is not { } found)
        {
            return Gone(upload);
        }

        pending.Forget(found);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<DeliveryView>, ProblemHttpResult>> FindAsync(
        Guid id, MatchingDbContext db, ImportJobs jobs, CancellationToken cancellationToken)
    {
        if (await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } delivery)
        {
            return Problems.NotFound("deliveries/not-found", "没有这份名单", ("id", id));
        }

        var newest = await db.Jobs.AsNoTracking()
            .Where(job => job.DeliveryId == id)
            .OrderByDescending(job => job.CreatedAt)
            .Select(job => (Guid?)job.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(DeliveryView.From(delivery, newest is { } jobId ? await jobs.FindAsync(jobId, cancellationToken) : null));
    }

    private static ProblemHttpResult BrokenForm(string detail) =>
        Problems.BadRequest("deliveries/no-form", "上传的内容不完整或格式不对，请重新上传", ("detail", detail));

    private static ProblemHttpResult Gone(string upload) =>
        Problems.NotFound("deliveries/no-upload", "预览已过期或已办理，请重新上传", ("upload", upload));
}
