using Microsoft.Extensions.Logging;

namespace Matching.Ingest.Indexing;

internal static partial class IndexLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "Index {Index} holds {Documents} firms as of {AsOf} up to change {AppliedChange}, filled in {Milliseconds} ms")]
    public static partial void Filled(ILogger logger, string index, int documents, DateOnly asOf, long appliedChange, long milliseconds);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Debug, Message = "Applied {Documents} documents and {Removed} removals up to change {AppliedChange}")]
    public static partial void Applied(ILogger logger, int documents, int removed, long appliedChange);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "Index {Index} holds {Documents} cached firms as of {AsOf} up to change {AppliedChange}, read in {Milliseconds} ms")]
    public static partial void FilledFromCache(ILogger logger, string index, int documents, DateOnly asOf, long appliedChange, long milliseconds);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "Following the changes failed; trying again in {Seconds} s")]
    public static partial void FollowingFailed(ILogger logger, Exception exception, double seconds);
}
