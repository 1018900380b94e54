using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Near;
using Matching.Storage;
using Matching.Storage.Linkages;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Near;

/// <summary>Reads what the near rungs said of rows when all names were compared last.</summary>
internal static class NearNotes
{
    private const int KeysPerQuery = 5_000;

    public static async Task<IReadOnlyDictionary<UnitKey, NearNote>> ReadAsync(
        MatchingDbContext db, IReadOnlyCollection<LinkedUnit> units, CancellationToken cancellationToken)
    {
        var marked = units.Where(unit => unit.Current is { } current && (NearRungs.Made(current.Rule) || IsQuestion(current))).ToList();
        if (marked.Count == 0)
        {
            return new Dictionary<UnitKey, NearNote>();
        }

        var asked = await AskedAsync(db, [.. marked.Where(unit => IsQuestion(unit.Current!)).Select(unit => unit.Unit.Key)], cancellationToken);
        marked.RemoveAll(unit => IsQuestion(unit.Current!) && !asked.Contains(unit.Unit.Key));
        var evidence = await EvidenceAsync(db, [.. marked.Select(unit => unit.Current!.Id)], cancellationToken);
        var notes = new Dictionary<UnitKey, NearNote>();
        foreach (var unit in marked)
        {
            var current = unit.Current!;
            notes[unit.Unit.Key] = new NearNote(current.FirmId, current.Rule, current.Band, current.Score, evidence[current.Id]);
        }

        foreach (var (heir, gone) in RecordHeirs.Of(units))
        {
            // Another name is another comparison.
            if (heir.Unit.FoldedName == gone.Unit.FoldedName && heir.Unit.Region == gone.Unit.Region && notes.TryGetValue(gone.Unit.Key, out var inherited))
            {
                notes.TryAdd(heir.Unit.Key, inherited);
            }
        }

        return notes;
    }

    private static bool IsQuestion(CurrentLinkage current) => current is { Rule: LinkageRule.Provisional, Band: LinkageBand.Review };

    /// <summary>Rows whose question is one of near names, open or answered by a person.</summary>
    private static async Task<HashSet<UnitKey>> AskedAsync(MatchingDbContext db, UnitKey[] units, CancellationToken cancellationToken)
    {
        var asked = new HashSet<UnitKey>();
        foreach (var chunk in units.Select(unit => unit.RecordId).Distinct().Chunk(KeysPerQuery))
        {
            var items = await db.ReviewItems.AsNoTracking()
                .Where(item => item.Reason == ReviewReason.NearName && (item.ClosedAt == null || item.ClosedBy != LinkageWriter.Author) && EF.Parameter(chunk).Contains(item.RecordId))
                .Select(item => new { item.RecordId, item.Position })
                .ToListAsync(cancellationToken);
            asked.UnionWith(items.Select(item => new UnitKey(item.RecordId, item.Position)));
        }

        return asked;
    }

    private static async Task<Dictionary<long, IReadOnlyList<LinkageEvidence>>> EvidenceAsync(MatchingDbContext db, long[] linkages, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, IReadOnlyList<LinkageEvidence>>(linkages.Length);
        foreach (var chunk in linkages.Chunk(KeysPerQuery))
        {
            var rows = await db.Linkages.AsNoTracking()
                .Where(linkage => EF.Parameter(chunk).Contains(linkage.Id))
                .Select(linkage => new { linkage.Id, linkage.Evidence })
                .ToListAsync(cancellationToken);
            rows.ForEach(row => found[row.Id] = EvidenceJson.Read(row.Evidence));
        }

        return found;
    }
}
