using System.ComponentModel.DataAnnotations;

namespace Matching.Storage.Messaging;

/// <summary>What carries messages from the outbox to their consumers.</summary>
public enum MessageTransport
{
    /// <summary>Inside this process.</summary>
    InMemory = 1,

    /// <summary>A RabbitMQ broker, shared by all processes.</summary>
    RabbitMq = 2,
}

/// <summary>Settings under <c>Matching:Messaging</c> (environment: <c>Matching__Messaging__…</c>).</summary>
public sealed class MessagingOptions
{
    public const string Section = "Matching:Messaging";

    /// <summary>What carries the messages.</summary>
    /// <value><see cref="MessageTransport.InMemory"/> by default.</value>
    [EnumDataType(typeof(MessageTransport))]
    public MessageTransport Transport { get; set; } = MessageTransport.InMemory;

    /// <summary>Where the broker is; read only when <see cref="Transport"/> is <see cref="MessageTransport.RabbitMq"/>.</summary>
    public RabbitMqOptions RabbitMq { get; set; } = new();

    /// <summary>Messages of one kind worked on at once in this process.</summary>
    /// <value>1 by default: steps of a load follow each other delivery by delivery.</value>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 1;

    /// <summary>How often a failing message is tried again before its job is marked as failed.</summary>
    /// <value>4 by default.</value>
    [Range(0, 20)]
    public int Retries { get; set; } = 4;

    /// <summary>Wait before the first retry in milliseconds; it doubles with each, up to 30 seconds.</summary>
    /// <value>500 by default.</value>
    [Range(1, 30_000)]
    public int RetryDelayMilliseconds { get; set; } = 500;

    /// <summary>How often the outbox is looked at without being woken, in milliseconds.</summary>
    /// <value>1,000 by default.</value>
    [Range(10, 60_000)]
    public int PollMilliseconds { get; set; } = 1_000;
}
