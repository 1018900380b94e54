using Matching.Domain.Libraries;

namespace Matching.Storage.Deliveries;

/// <summary>How far a delivery has come.</summary>
public enum DeliveryState
{
    /// <summary>Bytes are kept; nothing read yet.</summary>
    Received = 1,

    /// <summary>Rows are being read, linked, profiled or scored.</summary>
    Loading = 2,

    /// <summary>Every row has its outcome and counts.</summary>
    Loaded = 3,

    /// <summary>Refused as a whole; <see cref="Delivery.Message"/> says why. Nothing of it counts.</summary>
    Refused = 4,

    /// <summary>Taken back as one by a person.</summary>
    RolledBack = 5,
}

/// <summary>A file as it was handed over: bytes kept by hash, and what is known of it.</summary>
public sealed class Delivery
{
    public required Guid Id { get; init; }

    public required Library Library { get; init; }

    /// <summary>Name of the file as handed over, without any path.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    public required long SizeBytes { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Account that handed it over, or <c>cli</c>.</summary>
    public required string ReceivedBy { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>Day the list was public: from its title or file name, else given by a person, else the day of receipt.</summary>
    public DateOnly PublishedOn { get; set; }

    /// <summary>Title found in the list, for people.</summary>
    public string Title { get; set; } = "";

    /// <summary>Chinese sentence for people: why refused, or empty.</summary>
    public string Message { get; set; } = "";

    /// <summary>Format and encoding as detected, e.g. <c>csv GB18030</c>.</summary>
    public string Format { get; set; } = "";

    /// <summary>Header and mapping used, as JSON, so that the reading can be repeated.</summary>
    public string ShapeJson { get; set; } = "";

    /// <summary>Number of the attempt that reads the rows, from 1. A reader that finds a later number has been taken over and may write no more.</summary>
    public int Attempt { get; set; }

    public int RowsRead { get; set; }

    public int RowsAccepted { get; set; }

    public int RowsUnchanged { get; set; }

    public int RowsSuperseded { get; set; }

    public int RowsWithdrawn { get; set; }

    public int RowsSkipped { get; set; }

    public int RowsRejected { get; set; }

    public RowLedger Ledger
    {
        get => new(RowsRead, RowsAccepted, RowsUnchanged, RowsSuperseded, RowsWithdrawn, RowsSkipped, RowsRejected);
        set => (RowsRead, RowsAccepted, RowsUnchanged, RowsSuperseded, RowsWithdrawn, RowsSkipped, RowsRejected) =
            (value.Read, value.Accepted, value.Unchanged, value.Superseded, value.Withdrawn, value.Skipped, value.Rejected);
    }
}
