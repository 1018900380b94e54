using Microsoft.Extensions.Logging;

namespace Matching.Search.Elasticsearch;

internal static partial class ElasticsearchLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "{Documents} documents wait {Milliseconds} ms to be sent again: {Reason}")]
    public static partial void Waiting(ILogger logger, int documents, double milliseconds, string reason);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Information, Message = "Alias {Alias} moved to index {Index}; {Removed} older indices removed")]
    public static partial void Moved(ILogger logger, string alias, string index, int removed);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Warning, Message = "Unfinished index {Index} could not be removed; the next build removes it")]
    public static partial void LeftBehind(ILogger logger, Exception exception, string index);
}
