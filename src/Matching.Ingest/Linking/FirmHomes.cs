using System.Data.Common;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Storage;
using Matching.Storage.Firms;
using Matching.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking;

/// <summary>Where units of a firm that is being split came from: firms merged into it earlier. Parting again, each group gets the id it had.</summary>
internal static class FirmHomes
{
    private const int KeysPerQuery = 5_000;

    public static IReadOnlyDictionary<UnitKey, FirmId> None { get; } = new Dictionary<UnitKey, FirmId>();

    /// <param name="firms">Gets the firms units come home to.</param>
    public static async Task<IReadOnlyDictionary<UnitKey, FirmId>> ReadAsync(
        MatchingDbContext db, IReadOnlyList<LinkedUnit> parting, Dictionary<FirmId, Firm> firms, CancellationToken cancellationToken)
    {
        var units = parting.ToLookup(unit => (unit.KeyHash, unit.Unit.Key.Position));
        var found = new List<(LinkedUnit Unit, FirmId Home)>();
        foreach (var chunk in parting.Select(unit => unit.KeyHash).Distinct().Chunk(KeysPerQuery))
        {
            await foreach (var (key, position, firm) in FormerAsync(db, chunk, cancellationToken))
            {
                found.AddRange(units[(key, position)].Select(unit => (unit, firm)));
            }
        }

        var redirects = await RedirectsAsync(db, [.. found.Select(pair => pair.Home).Distinct()], cancellationToken);
        var homes = new Dictionary<UnitKey, FirmId>();
        foreach (var (unit, home) in found)
        {
            // Oldest first: of firms merged one into the next, each unit goes back to its own.
            if (LeadsTo(home, unit.Current!.FirmId, redirects))
            {
                homes.TryAdd(unit.Unit.Key, home);
            }
        }

        foreach (var home in homes.Values.Distinct())
        {
            firms.TryAdd(home, redirects[home]);
        }

        return homes;
    }

    /// <summary>Firms merged away that rows of these records were linked to, oldest linkage first.</summary>
    private static async IAsyncEnumerable<(long KeyHash, int Position, FirmId Firm)> FormerAsync(
        MatchingDbContext db, long[] keys, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""
            SELECT r."KeyHash", l."Position", l."FirmId" FROM normalized_records r
            JOIN linkages l ON l."RecordId" = r."Id"
            JOIN firms f ON f."Id" = l."FirmId"
            WHERE r."KeyHash" {db.Among("@keys")} AND l."EndedAt" IS NOT NULL AND f."MergedInto" IS NOT NULL
            ORDER BY l."Id"
            """;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@keys", db.KeyList(keys));
        command.Parameters.Add(parameter);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            yield return (row.GetInt64(0), row.GetInt32(1), new FirmId(row.GetInt64(2)));
        }
    }

    private static async Task<Dictionary<FirmId, Firm>> RedirectsAsync(MatchingDbContext db, List<FirmId> firms, CancellationToken cancellationToken)
    {
        var known = new Dictionary<FirmId, Firm>();
        var open = firms.ConvertAll(firm => firm.Value);
        while (open.Count > 0)
        {
            var asked = open;
            var rows = await db.Firms.AsNoTracking().Where(firm => EF.Parameter(asked).Contains(firm.Id)).ToListAsync(cancellationToken);
            rows.ForEach(firm => known.TryAdd(new FirmId(firm.Id), firm));
            open = [.. rows.Select(firm => firm.MergedInto).OfType<long>().Distinct().Where(id => !known.ContainsKey(new FirmId(id)))];
        }

        return known;
    }

    private static bool LeadsTo(FirmId from, FirmId to, Dictionary<FirmId, Firm> redirects)
    {
        for (var at = from; redirects.TryGetValue(at, out var firm) && firm.MergedInto is { } next; at = new FirmId(next))
        {
            if (next == to.Value)
            {
                return true;
            }
        }

        return false;
    }
}
