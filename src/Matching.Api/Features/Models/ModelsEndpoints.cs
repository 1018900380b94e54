using Matching.Api.Features.Cards;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Scoring;
using Matching.Ml.Scoring;
using Matching.Storage.Scores;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Features.Models;

/// <summary>The model for programs: card, spread and runs.</summary>
public static class ModelsEndpoints
{
    public static IServiceCollection AddMatchingModels(this IServiceCollection services) => services
        .AddScoped<OpenModel>()
        .AddScoped<ChangeCard>()
        .AddScoped<RequestScoring>();

    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/api/models").WithTags("模型").RequireAuthorization(Policies.Department);
        models.MapGet("/", OpenAsync).WithSummary("积分卡（指标、权重、等级线）、等级分布、版本与最近的计算");
        models.MapGet("/spread", SpreadAsync).WithSummary("各等级企业数，柱形图用");
        models.MapGet("/cards/{version}", CardAsync).WithSummary("一个积分卡版本的 JSON");
        models.MapGet("/runs/{id:guid}", FindRunAsync).WithSummary("一次计算的进度和结果");
        models.MapPost("/runs", RequestAsync).RequireAuthorization(Policies.Analyst).RequireAntiforgery()
            .WithSummary("申请重新计算全部企业；已有等待中的计算时返回那一个");
    }

    private static async Task<Ok<ModelView>> OpenAsync(OpenModel open, CancellationToken cancellationToken) =>
        TypedResults.Ok(await open.HandleAsync(cancellationToken));

    private static async Task<Ok<SpreadChart>> SpreadAsync(OpenModel open, CancellationToken cancellationToken) =>
        TypedResults.Ok(SpreadChart.From(await open.SpreadAsync(cancellationToken)));

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> CardAsync(string version, PointCards cards, CancellationToken cancellationToken) =>
        await cards.FindAsync(version, cancellationToken) is { } card
            ? TypedResults.Text(PointCardWriter.Write(card), "application/json; charset=utf-8")
            : Problems.NotFound("models/card-not-found", "没有这个积分卡版本", ("version", version));

    private static async Task<Results<Ok<ScoreRunView>, ProblemHttpResult>> FindRunAsync(Guid id, ScoreRuns runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(id, cancellationToken) is { } run
            ? TypedResults.Ok(ScoreRunView.From(run))
            : Problems.NotFound("models/run-not-found", "没有这次计算", ("id", id));

    private static async Task<Accepted<ScoreRunView>> RequestAsync(HttpContext http, RequestScoring request, CancellationToken cancellationToken)
    {
        var (run, _) = await request.HandleAsync(CurrentUser.From(http.User), cancellationToken);
        return TypedResults.Accepted($"/api/models/runs/{run.Id}", ScoreRunView.From(run));
    }
}
