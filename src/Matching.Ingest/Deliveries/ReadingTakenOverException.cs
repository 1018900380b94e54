namespace Matching.Ingest.Deliveries;

/// <summary>Another worker reads the delivery by now: this one was silent for longer than its lease. What it staged is cleared away.</summary>
public sealed class ReadingTakenOverException(Guid deliveryId, int attempt)
    : Exception($"Attempt {attempt} at delivery {deliveryId} was taken over.");
