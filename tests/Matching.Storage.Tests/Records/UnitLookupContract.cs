using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Storage.Bulk;
using Matching.Storage.Linkages;
using Matching.Storage.Records;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Tests.Records;

public abstract class UnitLookupContract(FreshDatabase database) : StorageContract(database)
{
    public static TheoryData<UnitKeys, long[], string> Keys => new()
    {
        { new UnitKeys { Usccs = ["91420100MA00000001"] }, [1], "by credit code" },
        { new UnitKeys { OrganizationCodes = ["MA0000000"] }, [1, 2], "by organisation code" },
        { new UnitKeys { CertificateNumbers = ["GR202442000003"] }, [3], "by certificate" },
        { new UnitKeys { FoldedNames = ["乙公司"] }, [2, 3], "by present and by former name" },
        { new UnitKeys { Usccs = ["91420100MA00000001"], FoldedNames = ["甲公司", "甲公司"] }, [1], "a unit found twice is given once" },
        { new UnitKeys { FoldedNames = ["丁公司"] }, [], "the record was retracted" },
        { new UnitKeys(), [], "no key, no unit" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Units_in_force_are_found_by_any_key(UnitKeys keys, long[] records, string because)
    {
        await using var db = Database.Open();
        await SaveAsync(db);
        var found = await db.SharingAsync(keys, NoToken);
        Assert.True(records.SequenceEqual(found.Select(unit => unit.Unit.RecordId)), because);
        Assert.All(found, unit => Assert.Equal(unit.Unit.RecordId, unit.Record.Id));
    }

    [Fact]
    public async Task A_hundred_thousand_keys_are_no_trouble()
    {
        await using var db = Database.Open();
        await SaveAsync(db);
        var found = await db.SharingAsync(
            new UnitKeys { FoldedNames = [.. Enumerable.Range(0, 100_000).Select(number => $"企业{number}"), "甲公司"] }, NoToken);
        Assert.Equal(1, Assert.Single(found).Unit.RecordId);
    }

    [Fact]
    public async Task An_ended_linkage_keeps_its_first_end()
    {
        await using var db = Database.Open();
        await using (var transaction = await db.BeginWriteAsync(NoToken))
        {
            var linkages = Enumerable.Range(1, 3).Select(_ => (StoredLinkage)SampleRows.Make(db.Model.FindEntityType(typeof(StoredLinkage))!, full: false));
            await Database.Get<IBulkWriter>().InsertAsync(db, linkages, NoToken);
            await transaction.CommitAsync(NoToken);
        }

        Assert.Equal(2, await db.EndLinkagesAsync([1, 2], DateTimeOffset.UnixEpoch.AddDays(1), NoToken));
        Assert.Equal(1, await db.EndLinkagesAsync([2, 3], DateTimeOffset.UnixEpoch.AddDays(2), NoToken));
        Assert.Equal([1, 1, 2], await db.Linkages.AsNoTracking().OrderBy(linkage => linkage.Id).Select(linkage => linkage.EndedAt!.Value.Day - 1).ToListAsync());
    }

    private async Task SaveAsync(MatchingDbContext db)
    {
        await using var transaction = await db.BeginWriteAsync(NoToken);
        var writer = Database.Get<IBulkWriter>();
        await writer.InsertAsync(db, [Record(1), Record(2), Record(3), Record(4, retracted: true)], NoToken);
        await writer.InsertAsync(
            db,
            [
                Unit(1, "甲公司", uscc: "91420100MA00000001", organizationCode: "MA0000000"),
                Unit(2, "乙公司", organizationCode: "MA0000000"),
                Unit(3, "丙公司", certificate: "GR202442000003", former: "乙公司"),
                Unit(4, "丁公司"),
            ],
            NoToken);
        await transaction.CommitAsync(NoToken);
    }

    private static StoredRecord Record(long id, bool retracted = false) => new()
    {
        Id = id,
        DeliveryId = Guid.Empty,
        Library = Library.Awards,
        KeyHash = id,
        ContentHash = id,
        State = PublicityState.Announced,
        PublishedOn = new DateOnly(2025, 1, 1),
        RecordedAt = DateTimeOffset.UnixEpoch,
        RetractedAt = retracted ? DateTimeOffset.UnixEpoch.AddDays(1) : null,
    };

    private static StoredUnit Unit(
        long recordId, string name, string? uscc = null, string? organizationCode = null, string? certificate = null, string? former = null) => new()
        {
            RecordId = recordId,
            Position = 1,
            Role = UnitRole.AwardUnit,
            PrintedName = name,
            FoldedName = name,
            Kind = UnitKind.Firm,
            Uscc = uscc,
            OrganizationCode = organizationCode,
            CertificateNumber = certificate,
            FormerName = former,
            FoldedFormerName = former,
        };
}

public sealed class SqliteUnitLookupTests() : UnitLookupContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresUnitLookupTests() : UnitLookupContract(new FreshPostgres());
