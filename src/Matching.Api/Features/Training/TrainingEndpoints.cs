using System.Text;
using System.Text.Json;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Ml.Registry;
using Matching.Ml.Runs;
using Matching.Ml.Training.Fitted;
using Matching.Ml.TrainingSets;
using Matching.Storage.Ranking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Features.Training;

/// <summary>The desk for programs and for its charts.</summary>
public static class TrainingEndpoints
{
    public static IServiceCollection AddMatchingTraining(this IServiceCollection services) => services.AddScoped<StepModel>();

    public static void MapTraining(this IEndpointRouteBuilder routes)
    {
        var training = routes.MapGroup("/api/training").WithTags("训练").RequireAuthorization(Policies.Department);
        training.MapGet("/runs/{id:guid}/curve", CurveAsync).WithSummary("一次训练的学习曲线，折线图用");
        training.MapGet("/models/{id}/shapes/{factor}", ShapeAsync).WithSummary("一项特征的形状：每档的分数、误差和训练样本数");
        training.MapGet("/models/{id}/card", CardAsync).WithSummary("模型说明（Markdown）");
        training.MapGet("/sets/{id}/csv", SetAsync).RequireAuthorization(Policies.Analyst).WithSummary("训练集的数据行（CSV），供其他工具使用");
    }

    private static async Task<Results<Ok<IReadOnlyList<CurvePoint>>, ProblemHttpResult>> CurveAsync(Guid id, TrainingRuns runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(id, cancellationToken) is { } run
            ? TypedResults.Ok<IReadOnlyList<CurvePoint>>(JsonSerializer.Deserialize<List<CurvePoint>>(run.Curve, RegistryJson.Options)!)
            : Problems.NotFound("training/run-not-found", "没有这次训练", ("id", id));

    private static async Task<Results<Ok<FactorShape>, ProblemHttpResult>> ShapeAsync(string id, string factor, ModelRegistry registry, CancellationToken cancellationToken) =>
        await registry.OpenAsync(id, cancellationToken) is { Ranker: TableModel } model && FactorShape.Of(model, factor) is { } shape
            ? TypedResults.Ok(shape)
            : Problems.NotFound("training/shape-not-found", "没有这个模型或这项特征的形状", ("id", id), ("factor", factor));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CardAsync(
        string id, ModelRegistry registry, TrainingSetStore sets, CancellationToken cancellationToken)
    {
        if (await registry.OpenAsync(id, cancellationToken) is not { } model)
        {
            return Problems.NotFound("training/model-not-found", "没有这个模型", ("id", id));
        }

        var steps = (await registry.HistoryAsync(cancellationToken)).Where(step => step.ModelId == model.Record.Id);
        var card = ModelCard.Write(model, await sets.FindAsync(model.Record.TrainingSetId, cancellationToken), steps);
        return TypedResults.File(Encoding.UTF8.GetBytes(card), "text/markdown; charset=utf-8", $"{model.Record.Name}.md");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> SetAsync(
        HttpContext http, string id, TrainingSetStore sets, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (await sets.FindAsync(id, cancellationToken) is not { } set)
        {
            return Problems.NotFound("training/set-not-found", "没有这个训练集", ("id", id));
        }

        await audit.NoteAsync(CurrentUser.From(http.User), "training-set-exported", id, new { rows = set.Rows.Count }, cancellationToken);
        return TypedResults.File(Encoding.UTF8.GetBytes(TrainingSetFile.Csv(set)), "text/csv; charset=utf-8", $"training-set-{TrainingText.Abbreviated(set.Hash())}.csv");
    }
}
