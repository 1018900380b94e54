using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Storage.Deliveries;
using Matching.Storage.Records;

namespace Matching.Ingest.Deliveries;

/// <summary>Some thousand rows of a delivery on their way into the tables: decides each row's outcome against what is known and holds what will be written.</summary>
internal sealed class DeliveryChunk(Delivery delivery, KnownRecords known, DateTimeOffset now)
{
    internal static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Dictionary<long, List<KnownRecord>> added = [];

    /// <summary>Keys of records of this chunk by the other keys they are known by.</summary>
    private readonly Dictionary<long, List<long>> keysByOther = [];
    private readonly Dictionary<long, StoredRow> rowsById = [];
    private readonly Dictionary<long, StoredRecord> recordsById = [];

    public List<StoredRow> Rows { get; } = [];

    public List<StoredRecord> Records { get; } = [];

    public List<StoredUnit> Units { get; } = [];

    /// <summary>Records of earlier chunks that a lower row of this list replaces, with the replacing record.</summary>
    public Dictionary<long, long> ReplacedEarlier { get; } = [];

    public RowLedger Ledger { get; private set; } = RowLedger.Empty;

    public void Add(PreparedRow prepared, long id)
    {
        var row = prepared.Row;
        var (outcome, sameAs, issues) = row.Reading switch
        {
            RowReading.Skipped => (RowOutcome.Skipped, null, []),
            RowReading.Rejected rejected => (RowOutcome.Rejected, null, rejected.Issues),
            RowReading.Understood understood => Decide(understood.Record, prepared, id),
            _ => throw new UnreachableException(row.Reading.ToString()),
        };
        var stored = new StoredRow
        {
            Id = id,
            DeliveryId = delivery.Id,
            Sheet = row.Raw.Sheet,
            Row = row.Raw.Row,
            Cells = prepared.Cells,
            Outcome = outcome,
            SkipKind = (row.Reading as RowReading.Skipped)?.Kind,
            Issues = issues.Count == 0 ? null : JsonSerializer.Serialize(issues, Json),
            SameAs = sameAs,
            Corrects = row.Corrects,
        };
        Rows.Add(stored);
        rowsById.Add(id, stored);
        Ledger = Ledger.Count(outcome);
    }

    private (RowOutcome Outcome, long? SameAs, IReadOnlyList<RowIssue> Issues) Decide(NormalizedRecord record, PreparedRow prepared, long id)
    {
        var keyHash = KeyOf(record, prepared);
        var mine = added.GetValueOrDefault(keyHash);
        var before = known[keyHash];
        IReadOnlyList<KnownRecord> all = [.. before.Where(one => !ReplacedEarlier.ContainsKey(one.Id)), .. mine ?? []];
        switch (RecordPrecedence.Decide(record.State, delivery.PublishedOn, prepared.ContentHash, all))
        {
            case RecordVerdict.Unchanged unchanged:
                return (RowOutcome.Unchanged, unchanged.SameAs, record.Issues);
            case RecordVerdict.Superseded superseded:
                // Kept all the same: it returns when the list that has the last word is taken back.
                Keep(record, prepared, keyHash, id, null, superseded.By);
                return (RowOutcome.Superseded, null, record.Issues);
            case RecordVerdict.Withdraws withdraws:
                Keep(record, prepared, keyHash, id, null);
                return (RowOutcome.Withdrawn, null, withdraws.Targets.Count > 0 ? record.Issues : [.. record.Issues, NothingToWithdraw(record)]);
            case RecordVerdict.Accept accept:
                ReplaceInThisList(accept.Replaces, id, keyHash, all);
                Keep(record, prepared, keyHash, id, accept.WithdrawnBy);
                return (RowOutcome.Accepted, null, record.Issues);
            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    /// <summary>The key under which the thing the row speaks of is known, if it is; else the row's own.</summary>
    private long KeyOf(NormalizedRecord record, PreparedRow prepared)
    {
        if (AllUnder(prepared.KeyHash).Any())
        {
            return prepared.KeyHash;
        }

        var named = prepared.OtherKeys.Prepend(prepared.KeyHash)
            .SelectMany(key => known.KeysNamed(key).Concat(keysByOther.GetValueOrDefault(key) ?? []).Append(key))
            .Distinct()
            .Select(key => (Key: key, Records: AllUnder(key).ToList()))
            .Where(one => one.Records.Count > 0 && one.Records.TrueForAll(before => before.Number is null || record.Number is null || before.Number == record.Number))
            .Select(one => (one.Key, First: one.Records.Min(before => before.Id)))
            .ToList();
        return named.Count > 0 ? named.MinBy(one => one.First).Key : prepared.KeyHash;
    }

    private IEnumerable<KnownRecord> AllUnder(long keyHash) => known[keyHash].Concat(added.GetValueOrDefault(keyHash) ?? []);

    private void ReplaceInThisList(long? replaced, long by, long keyHash, IReadOnlyList<KnownRecord> all)
    {
        if (replaced is not { } old || !all.First(one => one.Id == old).IsSameDelivery)
        {
            return;
        }

        if (rowsById.TryGetValue(old, out var row))
        {
            row.Outcome = RowOutcome.Superseded;
            recordsById[old].SupersededBy = by;
            added[keyHash].RemoveAll(one => one.Id == old);
        }
        else
        {
            ReplacedEarlier.Add(old, by);
        }

        Ledger = Ledger with { Accepted = Ledger.Accepted - 1, Superseded = Ledger.Superseded + 1 };
    }

    /// <param name="supersededBy">The record that has the last word already; null when this one comes into force.</param>
    private void Keep(NormalizedRecord record, PreparedRow prepared, long keyHash, long id, KnownRecord? withdrawnBy, long? supersededBy = null)
    {
        var contentHash = prepared.ContentHash;
        var others = prepared.OtherKeys.Prepend(prepared.KeyHash).Where(other => other != keyHash).Distinct().Take(2).ToList();
        if (supersededBy is null)
        {
            if (!added.TryGetValue(keyHash, out var mine))
            {
                added.Add(keyHash, mine = []);
            }

            mine.Add(new KnownRecord(id, record.State, delivery.PublishedOn, contentHash, IsSameDelivery: true, record.Number));
            foreach (var other in others)
            {
                (keysByOther.TryGetValue(other, out var keys) ? keys : keysByOther[other] = []).Add(keyHash);
            }
        }

        var stored = new StoredRecord
        {
            Id = id,
            DeliveryId = delivery.Id,
            Library = record.Library,
            KeyHash = keyHash,
            SecondKeyHash = others.Count > 0 ? others[0] : null,
            ThirdKeyHash = others.Count > 1 ? others[1] : null,
            ContentHash = contentHash,
            State = record.State,
            PublishedOn = delivery.PublishedOn,
            PrintedNumber = record.PrintedNumber,
            Title = record.Title,
            Number = record.Number,
            ApplicationNumber = record.ApplicationNumber,
            Kind = record.Kind,
            Grade = record.Grade,
            Level = record.Level,
            Year = record.Year,
            Batch = record.Batch,
            EventOn = record.EventOn,
            ValidFrom = record.ValidFrom,
            ValidUntil = record.ValidUntil,
            AmountCny = record.AmountCny,
            Field = record.Field,
            ListRegion = record.ListRegion?.Value,
            More = record.More.Count == 0 ? null : JsonSerializer.Serialize(record.More, Json),
            RecordedAt = now,
            RetractedAt = now,
            SupersededBy = supersededBy,
            WithdrawnOn = withdrawnBy?.PublishedOn,
            WithdrawnBy = withdrawnBy?.Id,
        };
        Records.Add(stored);
        recordsById.Add(id, stored);
        foreach (var unit in prepared.Units)
        {
            unit.RecordId = id;
            Units.Add(unit);
        }
    }

    private static RowIssue NothingToWithdraw(NormalizedRecord record) => new(
        "nothing-to-withdraw", IssueSeverity.Notice, "", record.Number ?? record.Units[0].PrintedName,
        "库中还没有这一条，已记下撤销；以后载入原名单时自动按撤销处理。");
}
