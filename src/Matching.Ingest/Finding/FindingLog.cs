using Microsoft.Extensions.Logging;

namespace Matching.Ingest.Finding;

internal static partial class FindingLog
{
    [LoggerMessage(EventId = 2051, Level = LogLevel.Information,
        Message = "Finder filled with {Firms} firms under {Names} names, {Megabytes} MB, up to change {Change}, in {Milliseconds} ms")]
    public static partial void Filled(ILogger logger, int firms, int names, long megabytes, long change, long milliseconds);

    [LoggerMessage(EventId = 2052, Level = LogLevel.Warning, Message = "Finder could not follow; tries again in {Seconds} s")]
    public static partial void FollowingFailed(ILogger logger, Exception exception, double seconds);
}
