using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Records;

/// <summary>A unit with the record that names it.</summary>
public sealed record UnitInForce(StoredUnit Unit, StoredRecord Record);

/// <summary>Finds units of records in force by lists of keys of any length.</summary>
public static class UnitLookup
{
    private const int ChunkSize = 20_000;

    /// <summary>Units in force that have any of <paramref name="keys"/>, each once, ordered by record and position.</summary>
    public static async Task<IReadOnlyList<UnitInForce>> SharingAsync(
        this MatchingDbContext db, UnitKeys keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<(long, int), UnitInForce>();

        // One question per key: each has its own index, an OR over all of them would use none.
        await AddAsync(keys.Usccs, chunk => unit => EF.Parameter(chunk).Contains(unit.Uscc));
        await AddAsync(keys.OrganizationCodes, chunk => unit => EF.Parameter(chunk).Contains(unit.OrganizationCode));
        await AddAsync(keys.CertificateNumbers, chunk => unit => EF.Parameter(chunk).Contains(unit.CertificateNumber));
        await AddAsync(keys.FoldedNames, chunk => unit => EF.Parameter(chunk).Contains(unit.FoldedName));
        await AddAsync(keys.FoldedNames, chunk => unit => EF.Parameter(chunk).Contains(unit.FoldedFormerName));
        return [.. found.Values.OrderBy(unit => unit.Unit.RecordId).ThenBy(unit => unit.Unit.Position)];

        async Task AddAsync(IReadOnlyCollection<string> values, Func<string?[], Expression<Func<StoredUnit, bool>>> having)
        {
            foreach (var chunk in values.Distinct(StringComparer.Ordinal).Chunk(ChunkSize))
            {
                var units = db.Units.AsNoTracking()
                    .Where(having(chunk))
                    .Join(
                        db.Records.AsNoTracking().Where(record => record.RetractedAt == null),
                        unit => unit.RecordId,
                        record => record.Id,
                        (unit, record) => new { unit, record });
                await foreach (var row in units.AsAsyncEnumerable().WithCancellation(cancellationToken))
                {
                    found[(row.unit.RecordId, row.unit.Position)] = new UnitInForce(row.unit, row.record);
                }
            }
        }
    }
}
