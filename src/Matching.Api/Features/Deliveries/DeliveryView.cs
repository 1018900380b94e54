using Matching.Domain.Libraries;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;

namespace Matching.Api.Features.Deliveries;

/// <summary>A delivery for programs: how far it is and what became of its rows.</summary>
/// <param name="Message">Chinese sentence: why it was refused, or why its job failed; empty while all is well.</param>
/// <param name="Step">Step of its newest job; null for deliveries older than their jobs.</param>
/// <param name="RowsDone">Rows of the step done so far.</param>
/// <param name="RowsTotal">In all; 0 while not known.</param>
/// <param name="Ledger">Adds up once the list is loaded.</param>
public sealed record DeliveryView(
    Guid Id,
    string Library,
    string FileName,
    DateOnly PublishedOn,
    DateTimeOffset ReceivedAt,
    string ReceivedBy,
    DeliveryState State,
    string Message,
    JobStep? Step,
    JobState? StepState,
    long RowsDone,
    long RowsTotal,
    RowLedger Ledger)
{
    internal static DeliveryView From(Delivery delivery, ImportJob? job) => new(
        delivery.Id,
        delivery.Library.Info().Code,
        delivery.FileName,
        delivery.PublishedOn,
        delivery.ReceivedAt,
        delivery.ReceivedBy,
        delivery.State,
        delivery.Message.Length > 0 ? delivery.Message : job?.Message ?? "",
        job?.Step,
        job?.State,
        job?.RowsDone ?? 0,
        job?.RowsTotal ?? 0,
        delivery.Ledger);
}
