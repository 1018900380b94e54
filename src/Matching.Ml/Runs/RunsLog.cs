using Matching.Storage.Jobs;
using Microsoft.Extensions.Logging;

namespace Matching.Ml.Runs;

internal static partial class RunsLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Score run {RunId}: {Scored} firms scored, {Changed} changed, {Seconds:0.0} s")]
    public static partial void Finished(ILogger logger, Guid runId, int scored, int changed, double seconds);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Error, Message = "Score run {RunId} failed")]
    public static partial void Failed(ILogger logger, Guid runId, Exception exception);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Warning, Message = "Score runs could not be looked up; trying again")]
    public static partial void NotLookedUp(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Information, Message = "Training run {RunId} ended: {State}")]
    public static partial void TrainingEnded(ILogger logger, Guid runId, JobState state);
}
