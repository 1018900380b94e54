using Microsoft.Extensions.Logging;

namespace Matching.Storage.Jobs;

internal static partial class JobLog
{
    [LoggerMessage(EventId = 1801, Level = LogLevel.Information, Message = "Resumed {Count} jobs left unfinished")]
    public static partial void Resumed(ILogger logger, int count);

    [LoggerMessage(EventId = 1802, Level = LogLevel.Warning, Message = "Job {JobId}: step {Step} was cancelled or taken over while it ran")]
    public static partial void Lost(ILogger logger, Guid jobId, JobStep step);

    [LoggerMessage(EventId = 1803, Level = LogLevel.Warning, Message = "Job {JobId}: the lease could not be renewed; trying again")]
    public static partial void RenewalFailed(ILogger logger, Guid jobId, Exception exception);

    [LoggerMessage(EventId = 1804, Level = LogLevel.Error, Message = "Job {JobId}: a step failed after all retries with {ExceptionType}")]
    public static partial void Failed(ILogger logger, Guid jobId, string exceptionType);

    [LoggerMessage(EventId = 1805, Level = LogLevel.Warning, Message = "Jobs left unfinished could not be looked up; trying again")]
    public static partial void ResumptionFailed(ILogger logger, Exception exception);
}
