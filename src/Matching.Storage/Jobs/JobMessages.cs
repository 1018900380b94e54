using System.Diagnostics;
using Matching.Storage.Messaging;

namespace Matching.Storage.Jobs;

/// <summary>A message that asks for the next step of a job.</summary>
public interface IJobMessage : IMessage
{
    Guid JobId { get; }

    Guid DeliveryId { get; }
}

/// <summary>The bytes are kept: read them.</summary>
public sealed record DeliveryReceived(Guid JobId, Guid DeliveryId) : IJobMessage;

/// <summary>Every row has its outcome: link them.</summary>
public sealed record DeliveryRead(Guid JobId, Guid DeliveryId) : IJobMessage;

/// <summary>Every unit has its firm: score the firms touched.</summary>
public sealed record DeliveryLinked(Guid JobId, Guid DeliveryId) : IJobMessage;

/// <summary>Scores are current: bring the index up to date.</summary>
public sealed record FirmsScored(Guid JobId, Guid DeliveryId) : IJobMessage;

internal static class JobMessages
{
    /// <summary>The message that starts <paramref name="step"/>.</summary>
    public static IJobMessage Starting(JobStep step, Guid jobId, Guid deliveryId) => step switch
    {
        JobStep.Reading => new DeliveryReceived(jobId, deliveryId),
        JobStep.Linking => new DeliveryRead(jobId, deliveryId),
        JobStep.Scoring => new DeliveryLinked(jobId, deliveryId),
        JobStep.Indexing => new FirmsScored(jobId, deliveryId),
        _ => throw new UnreachableException(step.ToString()),
    };
}
