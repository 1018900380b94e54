using System.Data.Common;
using System.Text.Json;
using Matching.Ml.Registry;
using Matching.Ml.Training;
using Matching.Ml.TrainingSets;
using Matching.Storage.Jobs;
using Matching.Storage.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Matching.Ml.Runs;

/// <summary>One point of the live curve, as kept with a run.</summary>
public sealed record CurvePoint(string Stage, int Bag, int Round, int Rounds, double? HoldOut);

/// <summary>Carries out the fittings that were asked for, one after the other, keeps the curve while they run and looks for the stop button.</summary>
public sealed class CarryOutTraining(TrainingRuns runs, TrainModel train, TimeProvider clock, ILogger<CarryOutTraining> logger)
{
    private static readonly TimeSpan KeepEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes the oldest run that waits and carries it to its end.</summary>
    /// <returns>False when none waits.</returns>
    public async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (await runs.TakeAsync(cancellationToken) is not { } run)
        {
            return false;
        }

        await CarryOutAsync(run, cancellationToken);
        return true;
    }

    private async Task CarryOutAsync(TrainingRun run, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var ended = new CancellationTokenSource();
        var curve = new Curve();
        var keeping = KeepAsync(run.Id, curve, stop, ended.Token);
        var (state, message, model) = await FitAsync(run, curve, stop.Token);
        await ended.CancelAsync();
        await keeping;
        if (stoppingToken.IsCancellationRequested)
        {
            await runs.ReleaseAsync(run.Id, CancellationToken.None);
            return;
        }

        await runs.EndAsync(run.Id, state, message, model, curve.ToJson(), CancellationToken.None);
        RunsLog.TrainingEnded(logger, run.Id, state);
    }

    private async Task<(JobState State, string Message, string? Model)> FitAsync(TrainingRun run, Curve curve, CancellationToken cancellationToken)
    {
        try
        {
            return await train.RunAsync(run.TrainingSetId, ModelRequest.FromJson(run.Request), run.RequestedBy, curve, cancellationToken) switch
            {
                TrainResult.Kept { IsNew: false } kept => (JobState.Done, $"结果与已有模型 {kept.Model.Name} 完全相同。", kept.Model.Id),
                TrainResult.Kept kept => (JobState.Done, kept.Model.State == ModelState.Refused ? "训练完成，未通过检验关口。" : "训练完成，通过检验关口。", kept.Model.Id),
                TrainResult.NotFitted refused => (JobState.Failed, string.Join(' ', refused.Reasons), null),
                var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (JobState.Cancelled, "已停止，没有留下模型。", null);
        }
        catch (TrainingSetFileException exception)
        {
            return (JobState.Failed, exception.Message, null);
        }
#pragma warning disable CA1031 // whatever it is, the people who wait must see that it ended and the next run must have its turn
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RunsLog.Failed(logger, run.Id, exception);
            return (JobState.Failed, $"训练出错，没有留下模型。请重试；仍不成功时把任务号 {run.Id} 告诉管理员。", null);
        }
    }

    private async Task KeepAsync(Guid id, Curve curve, CancellationTokenSource stop, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(KeepEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    if (!await runs.KeepAsync(id, curve.ToJson(), ended))
                    {
                        await stop.CancelAsync();
                        return;
                    }
                }
                catch (DbException exception)
                {
                    RunsLog.NotLookedUp(logger, exception);
                }
                catch (DbUpdateException exception)
                {
                    RunsLog.NotLookedUp(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }

    /// <summary>The curve so far, thinned so that a long fit stays small.</summary>
    private sealed class Curve : IProgress<FitProgress>
    {
        private const int Most = 400;
        private readonly Lock gate = new();
        private readonly List<CurvePoint> points = [];
        private int every = 1;
        private int seen;

        public void Report(FitProgress value)
        {
            lock (gate)
            {
                if (seen++ % every != 0)
                {
                    return;
                }

                points.Add(new(value.Stage, value.Bag, value.Round, value.Rounds, value.HoldOut is { } loss && double.IsFinite(loss) ? Math.Round(loss, 6) : null));
                if (points.Count > Most)
                {
                    every *= 2;
                    points.RemoveAll(point => point.Round % 2 == 0 && point.Round != value.Round);
                }
            }
        }

        public string ToJson()
        {
            lock (gate)
            {
                return JsonSerializer.Serialize(points, RegistryJson.Options);
            }
        }
    }
}
