using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Judging;

/// <summary>Finds the rows a judgement speaks of, as they stand now.</summary>
internal sealed class JudgedRows(MatchingDbContext db)
{
    private const int KeysPerQuery = 5_000;

    internal sealed record Row(UnitMark Mark, JudgedSide Side);

    public Task<Row?> FindAsync(JudgedTarget target, CancellationToken cancellationToken) => target switch
    {
        JudgedTarget.Row row => FindAsync(row.Unit, cancellationToken),
        JudgedTarget.Firm firm => OfFirmAsync(firm.Id, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "not a target"),
    };

    /// <summary>The row in force that a mark means today; null while none is linked.</summary>
    public async Task<Row?> FindAsync(UnitMark mark, CancellationToken cancellationToken) =>
        Meant(mark, await RowsAsync(db.Records.Where(record => record.KeyHash == mark.KeyHash && record.RetractedAt == null), cancellationToken));

    public async Task<Row?> FindAsync(UnitKey unit, CancellationToken cancellationToken) =>
        (await RowsAsync(db.Records.Where(record => record.Id == unit.RecordId && record.RetractedAt == null), cancellationToken))
            .Find(row => row.Side.Unit == unit);

    /// <summary>The row that speaks most surely for a firm: of the register, else with the firm's code, else the oldest. An id merged away means its heir.</summary>
    public async Task<Row?> OfFirmAsync(FirmId firm, CancellationToken cancellationToken)
    {
        var id = firm.Value;
        while (await db.Firms.Where(row => row.Id == id).Select(row => row.MergedInto).FirstOrDefaultAsync(cancellationToken) is { } heir)
        {
            id = heir;
        }

        var best = await (
            from linkage in db.Linkages
            where linkage.FirmId == id && linkage.EndedAt == null
            join record in db.Records on linkage.RecordId equals record.Id
            where record.RetractedAt == null
            join unit in db.Units on new { linkage.RecordId, linkage.Position } equals new { unit.RecordId, unit.Position }
            orderby record.Library == Matching.Domain.Libraries.Library.Registry descending,
                linkage.Rule == LinkageRule.CreditCode descending,
                unit.Uscc != null descending,
                linkage.RecordId,
                linkage.Position
            select new { linkage.RecordId, linkage.Position }).FirstOrDefaultAsync(cancellationToken);
        return best is null ? null : await FindAsync(new UnitKey(best.RecordId, best.Position), cancellationToken);
    }

    /// <summary>Judgements that bind, laid on the rows and firms they mean today; those whose rows are gone are left out.</summary>
    public async Task<IReadOnlyList<PlacedJudgement>> PlacedAsync(IReadOnlyCollection<StandingJudgement> standing, CancellationToken cancellationToken)
    {
        var binding = standing.Where(judgement => judgement.Right is not null && judgement.Judgement is Judgement.Match or Judgement.NonMatch).ToList();
        var rows = new List<Row>();
        foreach (var chunk in binding.SelectMany(judgement => new[] { judgement.Left.KeyHash, judgement.Right!.KeyHash }).Distinct().Chunk(KeysPerQuery))
        {
            rows.AddRange(await RowsAsync(
                db.Records.Where(record => EF.Parameter(chunk).Contains(record.KeyHash) && record.RetractedAt == null), cancellationToken));
        }

        var byKey = rows.ToLookup(row => row.Mark.KeyHash);
        return [.. binding.Select(Place).OfType<PlacedJudgement>()];

        PlacedJudgement? Place(StandingJudgement judgement) =>
            Meant(judgement.Left, byKey[judgement.Left.KeyHash]) is { } left && Meant(judgement.Right!, byKey[judgement.Right!.KeyHash]) is { } right
                ? new(judgement, left.Side.Unit, left.Side.Firm, right.Side.Unit, right.Side.Firm)
                : null;
    }

    private static Row? Meant(UnitMark mark, IEnumerable<Row> rows)
    {
        var list = rows.ToList();
        var key = LinkConstraints.Find(mark, list.Select(row => new MarkedUnit(row.Side.Unit, row.Mark.KeyHash, row.Mark.FoldedName)));
        return list.Find(row => row.Side.Unit == key);
    }

    private async Task<List<Row>> RowsAsync(IQueryable<Matching.Storage.Records.StoredRecord> records, CancellationToken cancellationToken)
    {
        var rows = await (
            from record in records
            join unit in db.Units on record.Id equals unit.RecordId
            join linkage in db.Linkages.Where(linkage => linkage.EndedAt == null)
                on new { unit.RecordId, unit.Position } equals new { linkage.RecordId, linkage.Position }
            join firm in db.Firms on linkage.FirmId equals firm.Id
            orderby unit.RecordId, unit.Position
            select new { record.KeyHash, unit.RecordId, unit.Position, unit.FoldedName, unit.Uscc, FirmId = firm.Id, FirmUscc = firm.Uscc })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new Row(
            new UnitMark(new UnitKey(row.RecordId, row.Position), row.KeyHash, row.FoldedName),
            new JudgedSide(new UnitKey(row.RecordId, row.Position), new FirmId(row.FirmId), Code(row.Uscc), Code(row.FirmUscc))));
    }

    private static Uscc? Code(string? text) => Uscc.TryParse(text, out var code) ? code : null;
}
