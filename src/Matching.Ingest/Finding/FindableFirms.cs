using System.Runtime.CompilerServices;
using Matching.Domain.Codes;
using Matching.Domain.Finding;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Finding;

/// <summary>Reads firms with the names and regions their linked records state.</summary>
public sealed class FindableFirms(IDbContextFactory<MatchingDbContext> contexts)
{
    private const int BatchFirms = 5_000;

    /// <summary>Highest change number of any firm, and how many firms there are.</summary>
    public async Task<(long NewestChange, int Firms)> ReachAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await db.Firms.MaxAsync(firm => (long?)firm.ChangeNumber, cancellationToken) ?? 0;
        return (newest, await db.Firms.CountAsync(firm => firm.MergedInto == null && firm.RetiredAt == null, cancellationToken));
    }

    /// <summary>Highest change number of any firm; walks the index on it.</summary>
    public async Task<long> NewestChangeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Firms.MaxAsync(firm => (long?)firm.ChangeNumber, cancellationToken) ?? 0;
    }

    /// <summary>Every firm not merged away, in id order.</summary>
    public async IAsyncEnumerable<FindableFirm> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long after = 0; ;)
        {
            List<Row> firms;
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                firms = await db.Firms.AsNoTracking()
                    .Where(firm => firm.Id > after && firm.MergedInto == null && firm.RetiredAt == null)
                    .OrderBy(firm => firm.Id)
                    .Take(BatchFirms)
                    .Select(firm => new Row(firm.Id, firm.Name, firm.Uscc, firm.ChangeNumber, false))
                    .ToListAsync(cancellationToken);
            }

            if (firms.Count == 0)
            {
                yield break;
            }

            after = firms[^1].Id;
            foreach (var firm in await WithNamesAsync(firms, cancellationToken))
            {
                yield return firm;
            }
        }
    }

    /// <summary>The next firms changed after <paramref name="change"/>, oldest change first.</summary>
    /// <returns>Firms that live, ids of those merged away or retired, and the change number both bring a finder to.</returns>
    public async Task<(IReadOnlyList<FindableFirm> Firms, IReadOnlyList<FirmId> Gone, long UpTo)> ChangedAfterAsync(long change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changed = await db.Firms.AsNoTracking()
            .Where(firm => firm.ChangeNumber > change)
            .OrderBy(firm => firm.ChangeNumber)
            .Take(BatchFirms)
            .Select(firm => new Row(firm.Id, firm.Name, firm.Uscc, firm.ChangeNumber, firm.MergedInto != null || firm.RetiredAt != null))
            .ToListAsync(cancellationToken);
        return (
            await WithNamesAsync([.. changed.Where(firm => !firm.IsGone)], cancellationToken),
            [.. changed.Where(firm => firm.IsGone).Select(firm => new FirmId(firm.Id))],
            changed.Count == 0 ? change : changed[^1].ChangeNumber);
    }

    private async Task<IReadOnlyList<FindableFirm>> WithNamesAsync(List<Row> firms, CancellationToken cancellationToken)
    {
        if (firms.Count == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = firms.Select(firm => firm.Id).ToArray();

        // Walks the index on linkages("FirmId"). Names of rows a person has still to look at are not the firm's yet.
        var named = await (
            from linkage in db.Linkages.AsNoTracking()
            where EF.Parameter(ids).Contains(linkage.FirmId) && linkage.EndedAt == null && linkage.Band != LinkageBand.Review
            join unit in db.Units.AsNoTracking() on new { linkage.RecordId, linkage.Position } equals new { unit.RecordId, unit.Position }
            join record in db.Records.AsNoTracking() on linkage.RecordId equals record.Id
            where record.RetractedAt == null
            select new { linkage.FirmId, unit.FoldedName, unit.FoldedFormerName, unit.Region, linkage.Rule, record.Library })
            .ToListAsync(cancellationToken);
        var byFirm = named.ToLookup(row => row.FirmId);
        return firms.ConvertAll(firm =>
        {
            var now = FirmName.Fold(firm.Name);
            var rows = byFirm[firm.Id].ToList();
            var former = rows.Select(row => row.FoldedFormerName).OfType<string>()
                .Concat(rows.Where(row => row.Rule == LinkageRule.DatedAlias || (row.Library == Library.Renames && row.FoldedFormerName == row.FoldedName)).Select(row => row.FoldedName))
                .Where(name => name != now).Distinct().Order(StringComparer.Ordinal).ToList();
            return new FindableFirm(
                new FirmId(firm.Id),
                firm.Name,
                Uscc.TryParse(firm.Uscc, out var code) ? code : null,
                [.. rows.Select(row => row.FoldedName).Where(name => name != now && !former.Contains(name)).Distinct().Order(StringComparer.Ordinal)],
                former,
                RegionsOf(rows.Select(row => row.Region), firm));
        });
    }

    /// <summary>Regions its records state; where none does, that of the office which issued its code.</summary>
    private static List<RegionCode> RegionsOf(IEnumerable<int?> stated, Row firm)
    {
        var regions = stated.OfType<int>().Distinct().Select(value => new RegionCode(value)).Where(region => !region.IsNation).OrderDescending().ToList();
        return regions.Count > 0 || !Uscc.TryParse(firm.Uscc, out var code) || code.RegistrationRegion.IsNation ? regions : [code.RegistrationRegion];
    }

    private sealed record Row(long Id, string Name, string? Uscc, long ChangeNumber, bool IsGone);
}
