using Microsoft.Extensions.Logging;

namespace Matching.Storage.Preparing;

internal static partial class PreparingLog
{
    [LoggerMessage(EventId = 1951, Level = LogLevel.Warning,
        Message = "数据库 {Server} 连接不上，每 {Seconds} 秒重试一次 (the database does not answer; trying again): {Reason}")]
    public static partial void Waiting(ILogger logger, string server, string reason, double seconds);

    [LoggerMessage(EventId = 1952, Level = LogLevel.Information, Message = "数据库已就绪 (the database is ready)")]
    public static partial void Ready(ILogger logger);
}
