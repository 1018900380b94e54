using Microsoft.Extensions.Logging;

namespace Matching.Storage.Messaging;

internal static partial class MessagingLog
{
    [LoggerMessage(EventId = 1901, Level = LogLevel.Error, Message = "Messages could not be sent; they stay in the outbox and are tried again")]
    public static partial void DispatchFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1902, Level = LogLevel.Error, Message = "Outbox message {OutboxId} is a {Type}, which this program does not know; it stays unsent")]
    public static partial void UnknownMessage(ILogger logger, long outboxId, string type);

    [LoggerMessage(EventId = 1903, Level = LogLevel.Warning, Message = "No queue takes outbox message {OutboxId} of {Type} yet; it waits until a process that works on it has connected")]
    public static partial void NobodyTakes(ILogger logger, long outboxId, string type);

    [LoggerMessage(EventId = 1904, Level = LogLevel.Error, Message = "{Why} Messages stay in the outbox until then")]
    public static partial void BrokerRefused(ILogger logger, string why);
}
