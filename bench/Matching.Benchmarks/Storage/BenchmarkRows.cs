using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Storage.Records;

namespace Matching.Benchmarks.Storage;

/// <summary>Rows as a high-tech-firm list gives them. Equal arguments, equal rows.</summary>
internal static class BenchmarkRows
{
    public static StoredRow[] Rows(int count, int seed)
    {
        var delivery = new Guid(seed, 0, 0, new byte[8]);
        return [.. Enumerable.Range(1, count).Select(number => new StoredRow
        {
            Id = number,
            DeliveryId = delivery,
            Sheet = "Sheet1",
            Row = number,
            Cells = $"[\"{number}\",\"{Name(number)}\",\"91420100MA4K{number:D6}\",\"武汉市\",\"电子信息\",\"2024-12-01\",\"GR202442{number:D6}\"]",
            Outcome = RowOutcome.Accepted,
        })];
    }

    public static StoredRecord[] Records(int count, int seed)
    {
        var random = new Random(seed);
        var delivery = new Guid(seed, 0, 0, new byte[8]);
        return [.. Enumerable.Range(1, count).Select(number => new StoredRecord
        {
            Id = number,
            DeliveryId = delivery,
            Library = Library.HighTechFirms,
            KeyHash = random.NextInt64(),
            ContentHash = random.NextInt64(),
            State = PublicityState.Announced,
            PublishedOn = new DateOnly(2024, 12, 1),
            Number = $"GR202442{number:D6}",
            Year = 2024,
            ValidFrom = new DateOnly(2024, 12, 1),
            ValidUntil = new DateOnly(2027, 12, 1),
            AmountCny = number * 100m,
            ListRegion = 420100,
            RecordedAt = DateTimeOffset.UnixEpoch,
        })];
    }

    public static StoredUnit[] Units(int count, int seed) =>
        [.. Enumerable.Range(1, count).Select(number => new StoredUnit
        {
            RecordId = number,
            Position = 1,
            Role = UnitRole.Subject,
            PrintedName = Name(number),
            FoldedName = Name(number * (seed + 12_345L) % count),
            Kind = UnitKind.Firm,
            Uscc = $"91420100MA4K{number * (seed + 54_321L) % count:D6}",
            OrganizationCode = $"MA4K{number:D5}",
            Region = 420100,
        })];

    private static string Name(long number) => $"武汉样本{number}号科技有限公司";
}
