using System.Text.Json.Serialization;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Explaining;
using Matching.Domain.Linkage.Judgements;
using Matching.Ingest.Linking.Judging;
using Matching.Storage;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Explaining;

/// <summary>Says why two rows, or a row and a firm, or two firms, are one firm or are not. A firm is seen through the row that speaks most surely for it.</summary>
public sealed class ExplainLink(IDbContextFactory<MatchingDbContext> databases, PairWeightsReader weights)
{
    /// <summary>One side: a row, and the firm it belongs to now.</summary>
    /// <param name="Evidence">What linked the row to its firm.</param>
    public sealed record Side(
        long RecordId,
        int Position,
        string Name,
        string? Uscc,
        string? OrganizationCode,
        string? CertificateNumber,
        string? RegistrationNumber,
        string? FormerName,
        int? Region,
        Library Library,
        int? Year,
        string? Title,
        DateOnly PublishedOn,
        string FileName,
        string Sheet,
        int Row,
        [property: JsonIgnore] FirmId FirmId,
        string FirmName,
        string? FirmUscc,
        bool IsProvisional,
        int FirmRows,
        LinkageRule Rule,
        LinkageBand Band,
        double Score,
        IReadOnlyList<LinkageEvidence> Evidence)
    {
        /// <summary>Id of the firm as printed.</summary>
        public string Firm => FirmId.ToString();
    }

    public sealed record Response(Side Left, Side Right, LinkExplanation Explanation);

    /// <returns>Null when a side does not exist or is not in force.</returns>
    public async Task<Response?> HandleAsync(JudgedTarget left, JudgedTarget right, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = new JudgedRows(db);
        if (await rows.FindAsync(left, cancellationToken) is not { } a || await rows.FindAsync(right, cancellationToken) is not { } b)
        {
            return null;
        }

        var (known, firms) = await weights.ReadAsync(cancellationToken);
        var units = await UnitsAsync(db, a.Side.Unit, b.Side.Unit, cancellationToken);
        var (unitA, unitB) = (units[a.Side.Unit], units[b.Side.Unit]);
        var standing = (await db.JudgementsAsync(null, cancellationToken)).Standing;
        var judged = await JudgedAsync(rows, standing, a, b, cancellationToken);
        var bearers = await db.Units.Where(unit => unit.FoldedName == unitA.FoldedName)
            .Join(
                db.Linkages.Where(linkage => linkage.EndedAt == null),
                unit => new { unit.RecordId, unit.Position },
                linkage => new { linkage.RecordId, linkage.Position },
                (unit, linkage) => linkage.FirmId)
            .Distinct()
            .CountAsync(cancellationToken);
        return new Response(
            await SideAsync(db, a, cancellationToken),
            await SideAsync(db, b, cancellationToken),
            LinkExplanation.Of(unitA, unitB, a.Side.Firm == b.Side.Firm, known, judged, (bearers, firms)));
    }

    private static async Task<Dictionary<UnitKey, LinkUnit>> UnitsAsync(MatchingDbContext db, UnitKey left, UnitKey right, CancellationToken cancellationToken)
    {
        var units = new Dictionary<UnitKey, LinkUnit>();
        await foreach (var unit in new UnitQueries(db).OfRecordsAsync([left.RecordId, right.RecordId], cancellationToken))
        {
            units[unit.Unit.Key] = unit.Unit;
        }

        return units;
    }

    /// <summary>The judgement on these two rows; else one on their firms as a whole.</summary>
    private static async Task<StandingJudgement?> JudgedAsync(
        JudgedRows rows, IReadOnlyCollection<StandingJudgement> standing, JudgedRows.Row left, JudgedRows.Row right, CancellationToken cancellationToken)
    {
        var placed = await rows.PlacedAsync(standing, cancellationToken);
        var pairs = placed.Where(judgement => judgement.Standing.Judgement is Judgement.Match or Judgement.NonMatch).ToList();
        var exact = pairs.Find(judgement => IsPair((judgement.Left, judgement.Right), (left.Side.Unit, right.Side.Unit)));
        return (exact ?? pairs.Find(judgement => left.Side.Firm != right.Side.Firm
            && IsPair((judgement.LeftFirm, judgement.RightFirm), (left.Side.Firm, right.Side.Firm))))?.Standing;

        static bool IsPair<T>((T, T) one, (T, T) other)
            where T : IEquatable<T> =>
            (one.Item1.Equals(other.Item1) && one.Item2.Equals(other.Item2)) || (one.Item1.Equals(other.Item2) && one.Item2.Equals(other.Item1));
    }

    private static async Task<Side> SideAsync(MatchingDbContext db, JudgedRows.Row row, CancellationToken cancellationToken)
    {
        var (record, position) = (row.Side.Unit.RecordId, row.Side.Unit.Position);
        var found = await (
            from unit in db.Units
            where unit.RecordId == record && unit.Position == position
            join stored in db.Records on unit.RecordId equals stored.Id
            join printed in db.Rows on stored.Id equals printed.Id
            join delivery in db.Deliveries on stored.DeliveryId equals delivery.Id
            join linkage in db.Linkages.Where(linkage => linkage.EndedAt == null)
                on new { unit.RecordId, unit.Position } equals new { linkage.RecordId, linkage.Position }
            join firm in db.Firms on linkage.FirmId equals firm.Id
            select new { unit, stored, printed.Sheet, printed.Row, delivery.FileName, linkage, firm }).AsNoTracking().FirstAsync(cancellationToken);
        var rows = await db.Linkages.CountAsync(linkage => linkage.FirmId == found.firm.Id && linkage.EndedAt == null, cancellationToken);
        return new Side(
            record,
            position,
            found.unit.PrintedName,
            found.unit.Uscc,
            found.unit.OrganizationCode,
            found.unit.CertificateNumber,
            found.unit.RegistrationNumber,
            found.unit.FormerName,
            found.unit.Region,
            found.stored.Library,
            found.stored.Year,
            found.stored.Title,
            found.stored.PublishedOn,
            found.FileName,
            found.Sheet,
            found.Row,
            new FirmId(found.firm.Id),
            found.firm.Name,
            found.firm.Uscc,
            found.firm.IsProvisional,
            rows,
            found.linkage.Rule,
            found.linkage.Band,
            found.linkage.Score,
            EvidenceJson.Read(found.linkage.Evidence));
    }
}
