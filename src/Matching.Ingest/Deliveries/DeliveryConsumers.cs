using MassTransit;
using Matching.Storage.Jobs;

namespace Matching.Ingest.Deliveries;

/// <summary>Carries <see cref="DeliverySteps.ReadAsync"/> out when a delivery has come in.</summary>
public sealed class ReadDeliveryConsumer(DeliverySteps steps) : IConsumer<DeliveryReceived>
{
    public Task Consume(ConsumeContext<DeliveryReceived> context) => steps.ReadAsync(context.Message.JobId, context.CancellationToken);
}

/// <summary>Carries <see cref="DeliverySteps.LinkAsync"/> out when all rows have their outcome.</summary>
public sealed class LinkDeliveryConsumer(DeliverySteps steps) : IConsumer<DeliveryRead>
{
    public Task Consume(ConsumeContext<DeliveryRead> context) => steps.LinkAsync(context.Message.JobId, context.CancellationToken);
}

/// <summary>Carries <see cref="DeliverySteps.IndexAsync"/> out when scores are current.</summary>
public sealed class IndexDeliveryConsumer(DeliverySteps steps) : IConsumer<FirmsScored>
{
    public Task Consume(ConsumeContext<FirmsScored> context) => steps.IndexAsync(context.Message.JobId, context.CancellationToken);
}
