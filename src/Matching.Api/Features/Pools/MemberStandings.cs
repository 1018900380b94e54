using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Domain.Pools;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Pools;

/// <summary>How firms stand now: identity and score from the database, region, field and exclusion from the index.</summary>
public sealed class MemberStandings(MatchingDbContext db, IFirmIndex index, TimeProvider clock)
{
    private const int Chunk = 1000;

    /// <summary>Day the points now in force are of.</summary>
    public async Task<DateOnly> AsOfAsync(CancellationToken cancellationToken) =>
        (await index.CurrentAsync(cancellationToken))?.AsOf ?? BeijingTime.Today(clock);

    /// <returns>Firms that do not exist are left out.</returns>
    public async Task<IReadOnlyDictionary<FirmId, MemberStanding>> ReadAsync(IEnumerable<FirmId> firms, CancellationToken cancellationToken)
    {
        var standings = new Dictionary<FirmId, MemberStanding>();
        foreach (var ids in firms.Select(firm => firm.Value).Chunk(Chunk))
        {
            var scores = await db.ScoresInForceAsync(ids, cancellationToken);
            var rows = await db.Firms.AsNoTracking()
                .Where(firm => ids.Contains(firm.Id))
                .ToListAsync(cancellationToken);
            foreach (var firm in rows)
            {
                var id = new FirmId(firm.Id);
                var document = await index.FindAsync(id, cancellationToken);
                ScoresInForce.InForce? score = scores.TryGetValue(firm.Id, out var found) ? found : null;
                standings[id] = new MemberStanding(
                    id, firm.Name, firm.Uscc ?? "", firm.Kind, firm.IsProvisional, document?.IsExcluded ?? false,
                    firm.MergedInto is { } other ? new FirmId(other) : null,
                    document?.Region, document?.Field, score?.Points, score?.Grade);
            }
        }

        return standings;
    }
}
