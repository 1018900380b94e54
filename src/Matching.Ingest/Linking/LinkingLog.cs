using Microsoft.Extensions.Logging;

namespace Matching.Ingest.Linking;

internal static partial class LinkingLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Information,
        Message = "Delivery {DeliveryId}: {Changed} linkages written for {Total} units; {Queued} new questions for a person")]
    public static partial void DeliveryLinked(ILogger logger, int changed, int total, Guid deliveryId, int queued);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information,
        Message = "Everything linked again: {Changed} linkages written for {Total} units; {Queued} new questions for a person")]
    public static partial void AllLinked(ILogger logger, int changed, int total, int queued);
}
