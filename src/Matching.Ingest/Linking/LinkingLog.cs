using Microsoft.Extensions.Logging;

namespace Matching.Ingest.Linking;

internal static partial class LinkingLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Information,
        Message = "Delivery {DeliveryId}: {Changed} linkages written for {Total} units; {Queued} new questions for a person")]
    public static partial void DeliveryLinked(ILogger logger, int changed, int total, Guid deliveryId, int queued);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information,
        Message = "Everything linked again: {Changed} linkages written for {Total} units, {Near} of them linked by near names; {Queued} new questions for a person")]
    public static partial void AllLinked(ILogger logger, int changed, int total, int near, int queued);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "Names could not be compared; next attempt in {Seconds} s")]
    public static partial void ComparisonFailed(ILogger logger, Exception failure, double seconds);
}
